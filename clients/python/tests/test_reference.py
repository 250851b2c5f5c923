"""The page about Python has every name that the package exports, and every method of it."""

import inspect
import re
from pathlib import Path

import pytest

import jinx
from jinx import pytest_plugin

PAGE = Path(__file__).resolve().parents[3] / "docs" / "guide" / "python.md"
TEXT = PAGE.read_text(encoding="utf-8")
CODE = " ".join(re.findall(r"`([^`\n]+)`", TEXT) + re.findall(r"```python\n(.*?)```", TEXT, re.S))
NAMES = set(re.findall(r"\w+", CODE))
CLASSES = [name for name in jinx.__all__ if inspect.isclass(getattr(jinx, name))]
FUNCTIONS = [name for name in jinx.__all__ if inspect.isroutine(getattr(jinx, name))]
ROWS = re.findall(r"^\| (`[^|]*`) \| ([^|]*) \|$", TEXT.partition("## Reference")[2], re.M)


def shown(name):
    """What the rows of that name have."""
    rows = [has for names, has in ROWS if f"`{name}`" in names.split(", ")]
    return set(re.findall(r"`(\w+)", " ".join(rows)))


ATTRIBUTES = {"node", "address", "begin"}  # of Jinx, which sets them


def public(named):
    """What is there to be used: methods and properties that the package itself defines."""
    own = {}
    for base in named.__mro__:
        if base.__module__.startswith("jinx"):
            own.update(vars(base))
    fields = set(getattr(named, "_fields", ()))
    return {name for name in own if not name.startswith("_")} | fields


def test_every_name_that_is_exported_is_there():
    assert [name for name in jinx.__all__ if name not in NAMES | {"__version__"}] == []


@pytest.mark.parametrize("name", [name for name in CLASSES if not name.startswith("Async")])
def test_every_method_is_there_and_no_other(name):
    assert shown(name) == public(getattr(jinx, name))


@pytest.mark.parametrize("name", [name for name in CLASSES if name.startswith("Async")])
def test_on_asyncio_there_are_the_same_methods(name):
    plain = getattr(jinx, name[len("Async") :])
    different = public(getattr(jinx, name)) ^ public(plain)
    assert different <= {"open", "next"} | ATTRIBUTES


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_there_with_its_arguments(name):
    assert shown(name) == set(inspect.signature(getattr(jinx, name)).parameters)


def test_no_other_name_is_there():
    named = {name for names, _ in ROWS for name in re.findall(r"\w+", names)}
    assert len(ROWS) > 15 and named <= set(jinx.__all__)


def test_every_option_of_pytest_is_there():
    class Group:
        names = []

        def addoption(self, name, **_):
            self.names.append(name)

    class Parser:
        inis = []

        def getgroup(self, *_):
            return Group()

        def addini(self, name, *_, **__):
            self.inis.append(name)

    pytest_plugin.pytest_addoption(Parser())
    assert len(Group.names) >= 5 and len(Parser.inis) >= 5
    missing = [name for name in Group.names + Parser.inis if f"`{name}" not in TEXT]
    assert missing == []
