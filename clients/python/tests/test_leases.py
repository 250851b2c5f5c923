"""Arms end when the test that made them dies."""

import threading

import pytest

import jinx
from proxy import Proxy

DYING = """
import sys, jinx
node = jinx.connect(sys.argv[1], lease=9.0)
node.point("commit").enable("pause(5m)")
print("armed", flush=True)
sys.stdin.readline()
"""


def test_a_test_that_dies_leaves_nothing_armed(jvm, node, python):
    dying = python(DYING, jvm.address)
    assert dying.stdout.readline() == "armed\n"
    jvm.send("commit 1")
    parked = node.point("commit").wait_parked()
    dying.kill()
    dying.wait()
    ended = parked.wait_end(60)
    assert ended.phase == "disabled"
    assert "ran out" in ended.reason
    assert node.enabled() == []


def test_a_lease_is_renewed(jvm, node):
    with jinx.connect(jvm.address, lease=6.0, on_report=lambda found: None) as short:
        never = short.point("never").enable()
        with pytest.raises(TimeoutError):
            never.wait_hit(7)
        assert never.loss is None
        assert "never" in node.enabled()


def test_a_lost_lease_is_told_and_replaced(jvm, node):
    found = []
    with jinx.connect(jvm.address, on_report=found.extend) as other:
        never = other.point("never").enable()
        _end_lease(jvm, never.lease)
        with pytest.raises(jinx.LeaseLostError, match="cannot say that 'never'.*was not hit"):
            never.expect_none(0)
        with pytest.raises(TimeoutError, match="its arm has ended: lease .* was lost"):
            never.wait_hit(0)
        assert never.loss is not None
        again = other.point("never").enable()
        assert again.lease != never.lease
        _end_lease(jvm, again.lease)
        assert other.point("append").enable().lease not in (never.lease, again.lease)
    assert any("its arm ended before it was disabled" in finding.text for finding in found)


def _end_lease(jvm, lease):
    from http.client import HTTPConnection

    connection = HTTPConnection(jvm.address)
    connection.request("DELETE", f"/v2/error_injection/leases/{lease}")
    assert connection.getresponse().status == 200


def test_a_report_asks_for_a_lease_once_and_does_not_mind_what_is_armed_meanwhile(jvm):
    with Proxy(jvm.address) as proxy:
        with jinx.connect(proxy.address, lease=600, on_report=lambda found: None) as other:
            for name in ("commit", "append", "never"):
                other.point(name).enable()
            asked = []

            def meanwhile(head):
                if head.startswith("PUT "):
                    asked.append(head)
                    other.point("tick").enable()

            proxy.instead = meanwhile
            assert [finding.point for finding in other.report()] == ["commit", "append", "never"]
            assert len(asked) == 1


def test_a_lease_has_bounds(jvm):
    with pytest.raises(ValueError, match="a lease is 1 s to 24 h long"):
        jinx.connect(jvm.address, lease=0.5)


def test_threads_end_with_the_connection(jvm):
    before = _threads()
    with jinx.connect(jvm.address, on_report=lambda found: None) as node:
        node.point("never").enable()
        assert len(_threads()) == len(before) + 2
    assert _threads() == before


def _threads():
    """Those of connections: others may be about to end."""
    return {each for each in threading.enumerate() if each.name.startswith("jinx-")}
