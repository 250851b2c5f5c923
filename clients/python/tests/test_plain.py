"""The client for code without asyncio."""

import logging
import socket
import threading

import pytest

import jinx


def test_a_thread_is_held_looked_at_and_let_go(jvm, node):
    commit = node.point("commit").enable("pause(60s)")
    jvm.send("commit 5")
    hit = commit.wait_parked(30)
    assert hit.captured == {"amount": 5}
    assert hit.thread["name"] == "writer-5"
    [waiter] = node.point("commit").waiters()
    assert waiter["thread"]["name"] == "writer-5"
    assert any("Ledger.commit" in frame for frame in waiter["stack"])
    hit.release()
    assert hit.wait_end().phase == "released"
    assert jvm.wait_output("commit 5") == "commit 5 = 10"


def test_a_release_decides_what_happens(jvm, node):
    commit = node.point("commit").enable("pause(60s)")
    jvm.send("commit 6")
    commit.wait_parked(30).release('throw(java.lang.IllegalStateException, "disk full")')
    assert jvm.wait_output("commit 6") == "commit 6 failed: disk full"
    jvm.send("commit 7")
    commit.wait_count(2)[1].release("return(1)")
    assert jvm.wait_output("commit 7") == "commit 7 = 1"


def test_an_outcome_that_does_not_fit_is_refused_and_nobody_goes(jvm, node):
    commit = node.point("commit").enable("pause(60s)")
    jvm.send("commit 8")
    hit = commit.wait_parked(30)
    with pytest.raises(jinx.RefusedError) as refused:
        hit.release('return("text")')
    assert refused.value.status == 400
    assert len(node.point("commit").waiters()) == 1
    hit.release()
    with pytest.raises(jinx.NotParkedError):
        hit.release()


def test_asking_twice_gives_the_same_and_after_it_the_next(jvm, node):
    append = node.point("append").enable()
    for number in (1, 2):
        jvm.send(f"append {number}")
        jvm.wait_output(f"append {number}")
    first = append.wait_hit()
    assert append.wait_hit().number == first.number
    assert append.after(first).wait_hit().number == first.number + 1
    assert [hit.number for hit in append.wait_count(2)] == [first.number, first.number + 1]
    thread = append.wait_hit(where=lambda event: event.thread["name"] == "writer-2").thread
    assert thread["name"] == "writer-2"


def test_what_was_before_an_arm_is_not_its_own(jvm, node):
    node.point("append").enable()
    jvm.send("append 1")
    jvm.wait_output("append 1")
    node.point("append").enable().expect_none(0.05)


def test_a_hit_where_none_is_expected_fails(jvm, node):
    append = node.point("append").enable()
    jvm.send("append 3")
    jvm.wait_output("append 3")
    with pytest.raises(AssertionError, match="expected no hit of 'append'"):
        append.expect_none(0)


def test_a_time_out_says_all_that_is_known(jvm, node):
    never = node.point("never").enable()
    append = node.point("append").enable()
    for number in range(12):
        jvm.send(f"append {number}")
        jvm.wait_output(f"append {number}")
    append.wait_count(12)
    with pytest.raises(jinx.WaitTimeoutError) as told:
        never.wait_hit(0.05)
    lines = str(told.value).splitlines()
    assert (
        lines[0]
        == f"waited 50ms in vain for a hit of 'never' (arm {never.arm}) since {never.cursor}"
    )
    assert lines[1] == "  events in that range: 12: append {hit=12}"
    assert len([line for line in lines if " append hit " in line]) == 10
    assert lines[12].startswith(
        f"  point 'never' (arm {never.arm}): woven at 1 sites of Ledger#never()"
    )
    assert f"enabled, arms [{never.arm}]; 0 hits so far" in lines[12]
    assert lines[13] == "  stream: connected"
    assert isinstance(told.value, TimeoutError)


def test_a_time_out_says_why_a_condition_was_never_true(jvm, node):
    append = node.point("append").enable(when="args[0] == 99")
    jvm.send("append 4")
    jvm.wait_output("append 4")
    with pytest.raises(TimeoutError, match="args.0. == 99, was false 1 times, and never true"):
        append.wait_hit(0)


def test_a_time_out_says_that_a_method_is_missing_and_what_is_near(jvm, node):
    jvm.send("commit 1")  # loads the class, should no test have done so
    jvm.wait_output("commit 1")
    with pytest.raises(
        TimeoutError, match=r"not woven, no such method: Ledger#comit.*near it: commit"
    ):
        node.point("misspelt").wait_hit(0)


def test_unknown_names_are_told_at_once_with_the_nearest(node):
    with pytest.raises(jinx.UnknownPointError) as enabling:
        node.point("comit").enable()
    assert enabling.value.nearest == ["commit"]
    with pytest.raises(jinx.UnknownPointError, match="did you mean 'commit'"):
        node.point("comit").wait_hit(600)


def test_wrong_terms_are_refused(node):
    with pytest.raises(jinx.RefusedError, match="did you mean 'pause'"):
        node.point("commit").enable("pauze")


def test_one_shot_condition_seed_and_parameters(jvm, node):
    append = node.point("append").enable(
        one_shot=True, when="args[0] > 1", seed=7, parameters={"why": "partition", "times": 3}
    )
    assert append.seed == 7
    for number in (1, 2, 3):
        jvm.send(f"append {number}")
        jvm.wait_output(f"append {number}")
    hit = append.wait_hit()
    assert hit.thread["name"] == "writer-2"
    assert hit.event.parameters == {"why": "partition", "times": "3"}
    append.after(hit).expect_none(0)
    assert "append" not in node.enabled()


def test_waits_over_several_arms(jvm, node):
    commit, append = node.point("commit").enable(), node.point("append").enable()
    jvm.send("append 1")
    assert jinx.wait_any(commit, append).event.injection == "append"
    jvm.send("commit 1")
    assert [hit.event.injection for hit in jinx.wait_all(commit, append)] == ["commit", "append"]
    jvm.wait_output("commit 1")
    found = jinx.wait_sequence(append, commit)
    assert [hit.event.injection for hit in found] == ["append", "commit"]
    with pytest.raises(TimeoutError, match="one after the other of 'commit'"):
        jinx.wait_sequence(commit, append, timeout=0)


def test_releases_and_expiries_are_waited_for(jvm, node):
    commit = node.point("commit").enable("pause(60s)")
    for number in (1, 2):
        jvm.send(f"commit {number}")
    commit.wait_count(2)
    assert commit.release(at_most=1).released == 1
    assert commit.wait_released().phase == "released"
    commit.disable()
    assert commit.wait_disabled().phase == "disabled"
    short = node.point("commit").enable("pause(10ms)")
    jvm.send("commit 3")
    assert short.wait_expired().phase == "expired"


def test_a_message_is_kept_for_the_next_arrival(jvm, node):
    commit = node.point("commit").enable("pause(60s)")
    assert commit.release("return(77)") == (0, 1, None)
    jvm.send("commit 9")
    assert jvm.wait_output("commit 9") == "commit 9 = 77"


def test_closing_ends_what_this_connection_enabled_and_no_more(jvm, node):
    theirs = node.point("append").enable()
    with jinx.connect(jvm.address) as other:
        mine = other.point("commit").enable("pause(60s)")
        jvm.send("commit 4")
        mine.wait_parked()
        assert sorted(node.enabled()) == ["append", "commit"]
    assert node.enabled() == ["append"]
    assert node.point("commit").wait_disabled().arm == mine.arm
    assert theirs.lease is not None
    jvm.wait_output("commit 4 = 8")


def test_a_connection_without_lease_leaves_its_arms(jvm, node):
    with jinx.connect(jvm.address, lease=None, on_report=lambda found: None) as other:
        assert other.point("never").enable().lease is None
    assert node.enabled() == ["never"]
    node.disable_all()
    assert node.enabled() == []


def test_what_was_never_hit_is_told_at_the_end(jvm, caplog):
    with caplog.at_level(logging.WARNING, logger="jinx"):
        with jinx.connect(jvm.address) as other:
            other.point("never").enable()
    assert [record.getMessage() for record in caplog.records] == ["'never': enabled but never hit"]


def test_points_are_declared_at_run_time_and_taken_back(jvm, node):
    with jinx.connect(jvm.address, on_report=lambda found: None) as other:
        tick = other.declare("any-tick", "Ledger#tick(long)", capture={"n": "args[0]"})
        armed = tick.enable()
        jvm.send("tick 1")
        assert armed.wait_hit().captured == {"n": 1}
        assert tick.hits() == 1
        assert tick.state()["state"] == "woven"
    assert "any-tick" not in [point["name"] for point in node.points()]


def test_the_node_is_asked_again_for_what_was_before_the_connection(jvm, node):
    node.point("append").enable()
    jvm.send("append 31")
    jvm.wait_output("append 31")
    begin = node.begin
    with jinx.connect(jvm.address) as later:
        hit = later.point("append").since(begin).wait_hit(where=_by("writer-31"))
        assert not hit.cursor.is_after(later.begin)
        assert (
            later.point("append").since_earliest().wait_hit(where=_by("writer-31")).cursor
            == hit.cursor
        )
        later.point("append").expect_none(0)


def _by(thread):
    return lambda event: event.thread["name"] == thread


def test_waits_end_when_the_connection_is_closed(jvm):
    other = jinx.connect(jvm.address)
    ended = []

    def wait():
        try:
            other.point("never").wait_hit(600)
        except jinx.ClosedError as e:
            ended.append(str(e))

    thread = threading.Thread(target=wait)
    thread.start()
    other.close()
    thread.join(60)
    assert len(ended) == 1 and "closed: the stream from" in ended[0]


def test_nobody_answers():
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        address = "127.0.0.1:%d" % bound.getsockname()[1]
        with pytest.raises(jinx.UnreachableError, match=f"no agent answers at {address}") as told:
            jinx.connect(address)
        assert told.value.nothing_listens
