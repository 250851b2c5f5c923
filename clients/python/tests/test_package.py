"""What is published."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import jinx

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "jinx").glob("*.py"))
OWN = {"jinx", "pytest"}  # pytest in the plugin alone, which only pytest imports


def test_it_keeps_to_the_syntax_of_python_3_9():
    assert len(SOURCES) > 20
    for file in SOURCES + sorted(Path(__file__).parent.glob("*.py")):
        ast.parse(file.read_text(encoding="utf-8"), str(file), feature_version=(3, 9))


def test_annotations_are_never_evaluated_by_an_older_python():
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        bare = file.name in ("__init__.py", "_version.py")
        assert bare or "from __future__ import annotations\n" in text, file


def test_it_imports_nothing_but_the_standard_library():
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top == "pytest":
                    assert file.name == "pytest_plugin.py"
                elif hasattr(sys, "stdlib_module_names"):  # from Python 3.10 on
                    assert top in sys.stdlib_module_names, f"{file} imports {name}"


def test_importing_it_imports_no_pytest():
    code = "import sys, jinx; assert 'pytest' not in sys.modules; print(jinx.__version__)"
    around = {"PYTHONPATH": str(ROOT / "src")}
    told = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, text=True)
    assert told.stdout.strip() == jinx.__version__, told.stderr


def test_it_is_typed():
    assert (ROOT / "src" / "jinx" / "py.typed").is_file()
    assert 'jinx = ["py.typed"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_all_that_it_exports_is_there():
    assert sorted(jinx.__all__) == jinx.__all__
    assert [name for name in jinx.__all__ if not hasattr(jinx, name)] == []


def test_it_says_what_it_is_wherever_it_is_published():
    tomllib = pytest.importorskip("tomllib", reason="Python is older than 3.11")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    assert project["license"] == "Apache-2.0"
    assert [author["name"] for author in project["authors"]] != []
    assert {"Homepage", "Source"} <= set(project["urls"])
    [licence] = project["license-files"]
    ours = (ROOT.parents[1] / "LICENSE").read_bytes()
    assert (ROOT / licence).read_bytes() == ours
    readme = (ROOT / project["readme"]).read_text(encoding="utf-8")
    assert "](.." not in readme, "links that lead nowhere beside the package"


def test_its_version_is_that_of_the_build():
    pom = (ROOT.parents[1] / "pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<artifactId>jinx-parent</artifactId>\s*<version>([^<]+)<", pom).group(1)
    assert jinx.__version__ == version.replace("-SNAPSHOT", ".dev0")


def test_the_agents_version_is_the_same(node):
    assert node.health()["version"].replace("-SNAPSHOT", ".dev0") == jinx.__version__


def test_its_types_hold_under_mypy_strict():
    pytest.importorskip("mypy", reason="mypy is not installed")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "/dev/null"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
