"""Fixtures for pytest: ``jinx`` and ``jinx_async``, connections, and ``jinx_process``.

After each test every point is disabled. What happened at points is in the report of a test that
failed. With ``--jinx-fail-unhit`` a test fails whose points were enabled but never hit.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Callable, Dict, Generator, Iterator, List, Optional, Union

import pytest

from ._address import Address
from ._plain import Jinx, connect
from ._session import Finding
from ._used import Used, Visit
from .errors import UnreachableError
from .process import JvmProcess, start_jvm

_OPTIONS = {
    "address": "HOST:PORT of the agent that the fixture 'jinx' connects to; else JINX_ADDRESS",
    "token_file": "the file with the agent's token; else JINX_TOKEN_FILE",
    "jar": "the agent's jar, for 'jinx_process'; else JINX_JAR",
    "java": "the java that 'jinx_process' runs; else that of JAVA_HOME, else that of the path",
}


_USED: "pytest.StashKey[Used]" = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("jinx", "injection points in JVMs")
    for name, text in _OPTIONS.items():
        group.addoption("--jinx-" + name.replace("_", "-"), help=text)
        parser.addini("jinx_" + name, text)
    text = "fail tests whose points were enabled but never hit"
    group.addoption("--jinx-fail-unhit", action="store_true", default=None, help=text)
    parser.addini("jinx_fail_unhit", text, type="bool", default=False)
    text = "after a test disable 'all' points of the JVM, or only 'own', for tests in parallel"
    parser.addini("jinx_disable", text, default="all")


def pytest_configure(config: pytest.Config) -> None:
    text = "jinx(fail_unhit=True): whether the test fails if a point was enabled but never hit"
    config.addinivalue_line("markers", text)


@pytest.fixture
def jinx_address(request: pytest.FixtureRequest) -> str:
    """Where the agent listens. Overridden by projects that start their program themselves."""
    return _option(request.config, "address", None) or Address.usual()


@pytest.fixture
def jinx(jinx_address: str, request: pytest.FixtureRequest) -> Iterator[Jinx]:
    """A connection; what it enabled is disabled after the test, and every other point, too."""
    token_file = _token_file(request.config)
    connection = connect(jinx_address, token_file=token_file, on_report=_reported)
    _used(request.node).connections.append(connection)
    with ExitStack() as ending:
        ending.callback(connection.close)
        ending.callback(_disable, request.config, connection.disable_all)
        yield connection


@pytest.fixture
def jinx_async(
    jinx_address: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visit]]:
    """Connections on asyncio, whatever runs the loop: ``async with jinx_async() as node:``.

    The address may be another one; the keys are those of :func:`jinx.connect_async`.
    """
    with ExitStack() as ending:

        def visit(address: Optional[str] = None, **keys: Any) -> Visit:
            keys.setdefault("token_file", _token_file(request.config))
            made = Visit(address or jinx_address, keys)
            _used(request.node).visits.append(made)
            ending.callback(_disable, request.config, made.disable_all)
            return made

        yield visit


@pytest.fixture
def jinx_process(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., JvmProcess]]:
    """Starts JVMs with the agent: ``jinx_process(["-cp", "..", "com.acme.Main"], points={..})``.

    The keys are those of :func:`jinx.start_jvm`; the connection is ``.jinx`` of what is returned.
    """
    with ExitStack() as ending:

        def start(arguments: List[Union[str, Path]], **keys: Any) -> JvmProcess:
            used = _used(request.node)
            keys.setdefault("directory", tmp_path / f"jvm-{len(used.processes)}")
            if "jar" not in keys:
                keys["jar"] = _jar(request.config)
            keys["connecting"] = {"on_report": _reported, **keys.get("connecting", {})}
            process = ending.enter_context(start_jvm([_java(request.config), *arguments], **keys))
            used.processes.append(process)
            used.connections.append(process.jinx)
            ending.callback(_disable, request.config, process.jinx.disable_all)
            return process

        yield start


def _reported(_: List[Finding]) -> None:
    """What there is to find has been told by the report of the test."""


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, Any, None]:
    outcome = yield
    report = outcome.get_result()
    used = item.stash.get(_USED, None)
    if used is None or call.when == "teardown":
        return
    if report.passed and call.when == "call" and _fails_unhit(item):
        findings = used.findings()
        if findings:
            report.outcome = "failed"
            report.longrepr = "\n".join(["points of this test:", *findings])
    if report.failed:
        report.sections.extend(used.sections())


def _disable(config: pytest.Config, disable_all: Callable[[], None]) -> None:
    if config.getini("jinx_disable") == "own":
        return  # its lease is ended when it is closed
    try:
        disable_all()
    except UnreachableError as e:
        if not e.nothing_listens:
            raise  # a dead JVM has nothing armed; this one may


def _used(item: pytest.Item) -> Used:
    return item.stash.setdefault(_USED, Used())


def _fails_unhit(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("jinx")
    if marker is not None and "fail_unhit" in marker.kwargs:
        return bool(marker.kwargs["fail_unhit"])
    return bool(item.config.getoption("jinx_fail_unhit") or item.config.getini("jinx_fail_unhit"))


def _option(config: pytest.Config, name: str, variable: Optional[str]) -> Optional[str]:
    given: Dict[str, Any] = {
        "option": config.getoption(f"jinx_{name}"),
        "ini": config.getini(f"jinx_{name}"),
        "environment": os.environ.get(variable) if variable else None,
    }
    return next((str(value) for value in given.values() if value), None)


def _token_file(config: pytest.Config) -> Optional[str]:
    return _option(config, "token_file", "JINX_TOKEN_FILE")


def _jar(config: pytest.Config) -> Path:
    named = _option(config, "jar", "JINX_JAR")
    if named is None:
        pytest.fail(
            "jinx_process needs the agent's jar: --jinx-jar, jinx_jar or JINX_JAR", pytrace=False
        )
    jar = config.rootpath / named
    if not jar.is_file():
        pytest.fail(f"no agent's jar at {jar}", pytrace=False)
    return jar


def _java(config: pytest.Config) -> str:
    home = os.environ.get("JAVA_HOME")
    java = _option(config, "java", None) or (f"{home}/bin/java" if home else shutil.which("java"))
    if not java:
        pytest.fail(
            "jinx_process needs a java: --jinx-java, jinx_java, JAVA_HOME or the path",
            pytrace=False,
        )
    return java
