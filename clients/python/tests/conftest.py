"""A JVM that runs Ledger.java with the packaged agent, shared by the tests of one file."""

from __future__ import annotations

import fcntl
import getpass
import os
import random
import socket
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Callable, Iterator

import pytest

import jinx

HERE = Path(__file__).resolve().parent
JAR = Path(os.environ.get("JINX_JAR", HERE.parents[2] / "agent" / "target" / "jinx.jar"))
HOME = os.environ.get("JAVA_HOME")
PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
POINTS = {
    "commit": {"method": "Ledger#commit(long)", "capture": {"amount": "args[0]"}},
    "append": {"method": "Ledger#append(long)"},
    "tick": {"method": "Ledger#tick(long)"},
    "never": {"method": "Ledger#never()"},
    "misspelt": {"method": "Ledger#comit(long)"},
}

# Where the package is installed, its entry point has brought the plugin already.
_found = metadata.entry_points()
_plugins = (
    _found.select(group="pytest11") if hasattr(_found, "select") else _found.get("pytest11", ())
)
_installed = any(one.value == "jinx.pytest_plugin" for one in _plugins)
pytest_plugins = ["pytester"] if _installed else ["pytester", "jinx.pytest_plugin"]
PLUGIN = [] if _installed else ["-p", "jinx.pytest_plugin"]


def java(tool: str = "java") -> str:
    return f"{HOME}/bin/{tool}" if HOME else tool


@pytest.fixture(scope="session")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("classes")
    command = [java("javac"), "--release", "17", "-d", str(to), str(HERE / "Ledger.java")]
    subprocess.run(command, check=True)
    return to


Start = Callable[..., jinx.JvmProcess]


@pytest.fixture(scope="module")
def start(classes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts the program; ends what was started."""
    started = []

    def run(*arguments: str, **keys: object) -> jinx.JvmProcess:
        keys.setdefault("directory", tmp_path_factory.mktemp("jvm"))
        keys.setdefault("points", POINTS)
        config = {"log": {"hits": False}, **keys.pop("config", {})}
        command = [java(), *arguments, "-cp", str(classes), "Ledger"]
        jvm = jinx.start_jvm(command, jar=JAR, config=config, **keys)
        started.append(jvm)
        jvm.wait_output("ready")
        return jvm

    yield run
    for jvm in started:
        with jvm:
            pass


@pytest.fixture(scope="module")
def jvm(start: Start) -> jinx.JvmProcess:
    """One that the tests of a file share; none may kill it."""
    return start()


@pytest.fixture
def node(jvm: jinx.JvmProcess) -> Iterator[jinx.Jinx]:
    """A connection to it."""
    with jinx.connect(jvm.address, on_report=lambda findings: None) as connection:
        yield connection


@pytest.fixture
def port() -> Iterator[int]:
    """For a node that comes back. Outgoing connections get none of these, and it is locked as the
    Java client locks its own."""
    low = int(PORTS.read_text().split()[0]) if PORTS.exists() else 0
    locks = Path(tempfile.gettempdir(), f"jinx-ports-{getpass.getuser()}")
    locks.mkdir(exist_ok=True)
    while True:
        number = random.randrange(10_000, low if low > 11_000 else 32_768)
        with (locks / str(number)).open("w") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                with socket.socket() as free:
                    free.bind(("", number))
            except OSError:
                continue  # it is another's
            yield number
            return


@pytest.fixture
def python() -> Callable[..., "subprocess.Popen[str]"]:
    """Runs Python with the package."""
    around = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}

    def run(code: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", code, *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=around, stdin=pipe, stdout=pipe, text=True)

    return run
