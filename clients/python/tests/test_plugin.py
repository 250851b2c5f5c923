"""The fixtures, in runs of pytest of their own."""

from pathlib import Path

import pytest

from conftest import JAR, PLUGIN, POINTS, java

SRC = Path(__file__).resolve().parents[1] / "src"


@pytest.fixture
def inner(pytester, monkeypatch, jvm):
    """Runs a file of tests against the JVM."""
    monkeypatch.setenv("PYTHONPATH", str(SRC))
    monkeypatch.setenv("JINX_ADDRESS", jvm.address)

    def run(text, *arguments):
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess(*PLUGIN, *arguments)

    return run


def test_everything_is_disabled_after_a_test(inner, jvm, node):
    result = inner(
        """
        from http.client import HTTPConnection

        def test_one(jinx):
            jinx.point("never").enable()
            other = HTTPConnection(jinx.address)
            other.request("POST", "/v2/error_injection/injection/append")
            other.getresponse().read()
            assert sorted(jinx.enabled()) == ["append", "never"]

        def test_two(jinx):
            assert jinx.enabled() == []
        """
    )
    result.assert_outcomes(passed=2)
    assert node.enabled() == []


def test_only_its_own_where_tests_run_in_parallel(inner, node):
    node.point("append").enable()
    inner(
        """
        def test_one(jinx):
            jinx.point("never").enable()
            assert sorted(jinx.enabled()) == ["append", "never"]
        """,
        "-o",
        "jinx_disable=own",
    ).assert_outcomes(passed=1)
    assert node.enabled() == ["append"]


def test_events_are_in_the_report_of_a_failed_test(inner):
    result = inner(
        """
        def test_fails(jinx):
            jinx.point("never").enable()
            assert False
        """
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*- jinx * -*", "*, events since *", "*point 'never':*enabled*"])


def test_points_that_were_not_hit_fail_a_test_if_asked(inner):
    text = """
        import pytest

        def test_quiet(jinx):
            jinx.point("never").enable()

        @pytest.mark.jinx(fail_unhit=False)
        def test_marked(jinx):
            jinx.point("never").enable()
        """
    inner(text).assert_outcomes(passed=2)
    asked = inner(text, "--jinx-fail-unhit")
    asked.assert_outcomes(passed=1, failed=1)
    asked.stdout.fnmatch_lines(["points of this test:", "*'never': enabled but never hit"])
    inner(text, "-o", "jinx_fail_unhit=true").assert_outcomes(passed=1, failed=1)


def test_it_starts_jvms_with_the_agent(inner, classes, pytester, monkeypatch):
    monkeypatch.delenv("JINX_JAR", raising=False)
    text = f"""
        import jinx as api
        import pytest

        POINTS = {POINTS!r}
        ARGUMENTS = ["-cp", {str(classes)!r}, "Ledger"]

        @pytest.fixture
        def ledger(jinx_process):
            return jinx_process(ARGUMENTS, points=POINTS)

        def test_holds(ledger):
            commit = ledger.jinx.point("commit").enable("pause(60s)")
            ledger.send("commit 4")
            commit.wait_parked().release("return(1)")
            assert ledger.wait_output("commit 4") == "commit 4 = 1"

        def test_fails(ledger):
            append = ledger.jinx.point("append").enable()
            ledger.send("append 4")
            append.wait_hit()
            ledger.wait_output("append 4")
            assert False

        def test_dies(ledger):
            ledger.jinx.point("commit").enable("halt(9)")
            ledger.send("commit 1")
            assert ledger.wait() == 9

        def test_does_not_start(jinx_process):
            with pytest.raises(api.JinxError, match="ended before its agent was ready"):
                jinx_process(["-cp", ".", "Nothing"], options={{"main": "Other"}})
        """
    result = inner(text, "--jinx-jar", str(JAR), "--jinx-java", java())
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        ["*events since *: 1: append {hit=1}", "*--- stdout", "append 4 = 5"]
    )
    without = inner("def test_one(jinx_process):\n    jinx_process([])\n")
    without.assert_outcomes(failed=1)
    without.stdout.fnmatch_lines(["*jinx_process needs the agent's jar*"])
