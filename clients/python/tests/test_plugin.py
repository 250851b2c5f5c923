"""The fixtures, in runs of pytest of their own."""

from pathlib import Path

import pytest

from conftest import JAR, PLUGIN, POINTS, java
from proxy import Proxy

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


def test_an_agent_that_refuses_to_tell_fails_the_test_not_the_run(inner, jvm, monkeypatch):
    busy = iter([b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"])
    with Proxy(jvm.address) as proxy:
        proxy.instead = lambda head: next(busy, None) if "/points " in head else None
        monkeypatch.setenv("JINX_ADDRESS", proxy.address)
        text = """
            def test_one(jinx):
                jinx.point("never").enable()

            def test_none(jinx):
                pass
            """
        result = inner(text, "--jinx-fail-unhit")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*its points cannot be asked: HTTP 503"])


def test_coroutines_have_a_fixture_of_their_own(inner, node):
    text = """
        import asyncio
        import jinx as api
        import pytest

        def test_holds(jinx_async):
            async def run():
                async with jinx_async() as jinx:
                    await jinx.point("append").enable()
                    assert await jinx.enabled() == ["append"]
            asyncio.run(run())

        def test_fails(jinx_async, jinx_address):
            async def run():
                async with jinx_async(jinx_address) as jinx:
                    await jinx.point("never").enable()
                    assert False
            asyncio.run(run())

        def test_leaves_nothing(jinx_async):
            async def run():
                async with jinx_async(lease=None) as jinx:
                    await jinx.point("never").enable()
            asyncio.run(run())

        def test_does_not_connect(jinx_async):
            async def run():
                async with jinx_async("127.0.0.1:1"):
                    pass
            with pytest.raises(api.UnreachableError):
                asyncio.run(run())
        """
    result = inner(text)
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*- jinx * -*", "*, events since *", "*point 'never':*enabled*"])
    assert node.enabled() == []
    asked = inner(text, "--jinx-fail-unhit")
    asked.assert_outcomes(passed=1, failed=3)
    asked.stdout.fnmatch_lines(["points of this test:", "*'append': *never hit*"])


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

        def test_in_a_directory_with_a_jar(jinx_process):
            jvm = jinx_process(ARGUMENTS, points=POINTS, directory="runs/one", jar={str(JAR)!r})
            jvm.wait_output("ready")

        def test_does_not_start(jinx_process):
            with pytest.raises(api.JinxError, match="ended before its agent was ready"):
                jinx_process(["-cp", ".", "Nothing"], options={{"main": "Other"}})
        """
    result = inner(text, "--jinx-jar", str(JAR), "--jinx-java", java())
    result.assert_outcomes(passed=4, failed=1)
    assert (pytester.path / "runs" / "one" / "jinx.port").is_file()
    result.stdout.fnmatch_lines(
        ["*events since *: 1: append {hit=1}", "*--- stdout", "append 4 = 5"]
    )
    given = inner(text, "-k", "with_a_jar", "--jinx-java", java())
    given.assert_outcomes(passed=1, deselected=4)
    without = inner("def test_one(jinx_process):\n    jinx_process([])\n")
    without.assert_outcomes(failed=1)
    without.stdout.fnmatch_lines(["*jinx_process needs the agent's jar*"])
