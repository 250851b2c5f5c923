"""Every example of the page about Python, and of the README, run as it stands."""

import builtins
import re
from pathlib import Path

import pytest

import jinx
from conftest import JAR, PLUGIN, java

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "docs" / "guide" / "python.md", ROOT / "clients" / "python" / "README.md"]
TEXT = "".join(page.read_text(encoding="utf-8") for page in PAGES)
BLOCKS = re.findall(r"^```python\n(.*?)^```", TEXT, re.M | re.S)
TESTS = [block for block in BLOCKS if "pytest" in block]
SCRIPTS = [block for block in BLOCKS if "pytest" not in block]
POINTS = {
    "before-commit": {"method": "Ledger#commit(long)", "capture": {"amount": "args[0]"}},
    "append": {"method": "Ledger#append(long)"},
}


def _with_steps(text):
    """What the program is to do is done there; a busy machine has more time."""
    text = re.sub(r"# \.\.\. (\w+ \d+), in the program \.\.\.", r'step("\1")', text)
    text = text.replace("timeout=10)", "timeout=60)").replace("pause(30s)", "pause(5m)")
    assert "# ..." not in text
    return text


@pytest.fixture(scope="module")
def nodes(start):
    return [start(points=POINTS, config={"node": name}) for name in ("n1", "n2")]


def test_the_page_has_examples():
    assert len(SCRIPTS) >= 7 and len(TESTS) == 3


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_a_script(script, nodes, caplog):
    text = _with_steps(script)
    for port, jvm in zip((7117, 7118), nodes):
        text = text.replace(f"127.0.0.1:{port}", jvm.address)
    assert text.count("step(") >= 1
    exec(compile(text, "example", "exec"), {"step": nodes[0].send, "print": lambda *_: None})
    assert "wait_any" in script or caplog.records == []  # there one node is not hit, which is told
    assert nodes[0].jinx.enabled() == []


def test_a_jvm_of_its_own(pytester, classes, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(jinx.__file__).parents[1]))
    (pytester.path / "classes").symlink_to(classes)
    pytester.makepyfile(TESTS[0])
    result = pytester.runpytest_subprocess(*PLUGIN, "--jinx-jar", str(JAR), "--jinx-java", java())
    result.assert_outcomes(passed=1)


def test_a_jvm_that_runs_already(pytester, nodes, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(jinx.__file__).parents[1]))
    pytester.makeconftest(
        f"""
        import pytest, types

        @pytest.fixture
        def cluster():
            return types.SimpleNamespace(addresses={{"n1": {nodes[0].address!r}}})
        """
    )
    pytester.makepyfile(TESTS[1])
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=1)


def test_coroutines(pytester, nodes, monkeypatch):
    monkeypatch.setenv("JINX_ADDRESS", nodes[0].address)
    monkeypatch.setattr(builtins, "step", nodes[0].send, raising=False)
    pytester.makepyfile(_with_steps(TESTS[2]))
    pytester.runpytest_inprocess(*PLUGIN).assert_outcomes(passed=1)
    assert nodes[0].jinx.enabled() == []
