"""Agents that want a token, and several at once."""

import pytest

import jinx


def test_a_token_is_shown_and_read_again_when_it_was_renewed(start, tmp_path):
    file = tmp_path / "token"
    file.write_text("first\n")
    jvm = start(options={"token-file": file})
    for wrong in (None, "other"):
        with pytest.raises(jinx.RefusedError) as refused:
            jinx.connect(jvm.address, token=wrong)
        assert refused.value.status == 401
    with jinx.connect(jvm.address, token="first") as node:
        append = node.point("append").enable()
        jvm.send("append 1")
        append.wait_hit()
    stale = tmp_path / "stale"
    stale.write_text("old")
    with pytest.raises(jinx.RefusedError):
        jinx.connect(jvm.address, token_file=stale)
    node = jinx.connect(jvm.address, token_file=file)
    file.write_text("changed here, not at the agent")
    assert node.points()  # what was read holds for as long as it is taken
    node.close()


def test_a_hit_at_whichever_node(start):
    n1, n2 = start(config={"node": "n1"}), start(config={"node": "n2"})
    with jinx.connect_nodes({"n1": n1.address, "n2": n2.address}) as nodes:
        armed = nodes.enable("append")
        n2.send("append 1")
        assert nodes.wait_any(armed).event["node"] == "n2"
        with pytest.raises(TimeoutError) as told:
            jinx.wait_all(*armed.values(), timeout=0.05)
        assert "a hit of each of 'append' (arm 1), 'append' (arm 1)" in str(told.value)
        n1.send("append 1")
        assert [hit.event["node"] for hit in jinx.wait_all(*armed.values())] == ["n1", "n2"]
        with pytest.raises(ValueError, match="no order among them"):
            jinx.wait_sequence(*armed.values())
        nodes.disable_all()
        assert [node.enabled() for node in nodes.values()] == [[], []]
    with pytest.raises(ValueError, match="is 'n1', not 'n2'"):
        jinx.connect_nodes(f"n2={n1.address}")
    with pytest.raises(ValueError, match="not n1=HOST:PORT"):
        jinx.connect_nodes("n1")


def test_where_one_node_refuses_none_stays_armed(start):
    n1 = start(config={"node": "n1"})
    n2 = start(config={"node": "n2"}, points={})
    nodes = jinx.connect_nodes({"n1": n1.address, "n2": n2.address}, on_report=lambda found: None)
    with nodes:
        with pytest.raises(jinx.UnknownPointError):
            nodes.enable("append")
        assert nodes["n1"].enabled() == []
