"""A JVM with the agent, started by the test."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import IO, Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from ._plain import Jinx, connect
from .errors import JinxError

_POLL = 0.01
_PORT_FILE = "jinx.port"


class JvmProcess:
    """Its process, its output, where its agent listens. A context manager: killed at the end."""

    def __init__(
        self,
        process: subprocess.Popen[str],
        command: str,
        directory: Path,
        connect_options: Mapping[str, Any],
    ) -> None:
        self._command = command
        self._connect_options = connect_options
        self._jinx: Optional[Jinx] = None
        self.process = process
        self.directory = directory
        self._changed = threading.Condition()
        self._lines: Dict[str, List[str]] = {"stdout": [], "stderr": []}
        self._open = len(self._lines)
        self._passed = 0
        self._killed = False
        for name, stream in (("stdout", process.stdout), ("stderr", process.stderr)):
            assert stream is not None
            threading.Thread(target=self._read, args=(name, stream), daemon=True).start()

    @property
    def address(self) -> str:
        """``host:port`` of its agent."""
        return (self.directory / _PORT_FILE).read_text(encoding="utf-8").strip()

    @property
    def stdout(self) -> List[str]:
        """The lines that it has printed."""
        return self._copy("stdout")

    @property
    def stderr(self) -> List[str]:
        """The same of its standard error."""
        return self._copy("stderr")

    @property
    def jinx(self) -> Jinx:
        """The connection to its agent, made when it is first used, closed at the end."""
        if self._jinx is None:
            self._jinx = self.connect()
        return self._jinx

    def connect(self, **options: Any) -> Jinx:
        """Another connection; the options are those of :func:`connect`."""
        return connect(self.address, **{**self._connect_options, **options})

    def send(self, line: str) -> None:
        """Writes a line to its standard input."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_output(self, wanted: Union[str, Callable[[str], bool]], timeout: float = 30.0) -> str:
        """The next line on stdout that contains the text, or that the predicate takes."""
        takes = wanted if callable(wanted) else lambda line: str(wanted) in line
        end = time.monotonic() + timeout
        with self._changed:
            while True:
                lines = self._lines["stdout"]
                while self._passed < len(lines):
                    self._passed += 1
                    if takes(lines[self._passed - 1]):
                        return lines[self._passed - 1]
                left = end - time.monotonic()
                if left <= 0 or self._open == 0:
                    how = "has ended" if self._open == 0 else f"runs, {timeout:g} s are over"
                    raise JinxError(
                        f"no such line: {wanted!r}; the program {how}\n{self.account()}"
                    )
                self._changed.wait(left)

    def wait_ready(self, timeout: float) -> JvmProcess:
        """Waits until the agent answers; ``JinxError`` if the program ends before."""
        end = time.monotonic() + timeout
        while not (self.directory / _PORT_FILE).exists():
            if not self._lives() and not (self.directory / _PORT_FILE).exists():
                self.kill()
                raise JinxError(f"the program ended before its agent was ready\n{self.account()}")
            if time.monotonic() > end:
                self.kill()
                raise JinxError(f"no agent was ready within {timeout:g} s\n{self.account()}")
            time.sleep(_POLL)  # between two looks for a file, which nothing tells of
        return self

    def kill(self) -> None:
        """SIGKILL to it and to all that it started; returns when all that they printed is here."""
        if not self._killed:
            self._killed = True  # once: later the number of its group may be another's
            self.process.poll()  # an ended one that nobody has waited for would be in the way
            with contextlib.suppress(ProcessLookupError):  # all of them have ended
                os.killpg(self.process.pid, signal.SIGKILL)
        self.wait(30.0)

    def wait(self, timeout: float = 30.0) -> int:
        """Waits for its end; the exit status."""
        status = self.process.wait(timeout)
        with self._changed:
            self._changed.wait_for(lambda: self._open == 0, timeout)
        return status

    def account(self) -> str:
        """How it stands, and the last of what it printed."""
        status = self.process.poll()
        text = f"{self._command} in {self.directory}: "
        text += "running" if status is None else f"exit {status}"
        for name in self._lines:
            text += "".join([f"\n--- {name}", *(f"\n{line}" for line in self._copy(name)[-50:])])
        return text

    def __enter__(self) -> JvmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._jinx is not None:
                self._jinx.close()
        finally:
            self._end()

    def _end(self) -> None:
        self.kill()
        assert self.process.stdin is not None
        try:
            self.process.stdin.close()
        except OSError:
            return  # what was not sent has nobody to read it

    def _lives(self) -> bool:
        """Whether it runs, or left something behind that does."""
        if self.process.poll() is None:
            return True
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _copy(self, name: str) -> List[str]:
        return list(self._lines[name])

    def _read(self, name: str, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                with self._changed:
                    self._lines[name].append(line.rstrip("\n"))
                    self._changed.notify_all()
        with self._changed:
            self._open -= 1
            self._changed.notify_all()


def start_jvm(
    command: Sequence[Union[str, Path]],
    *,
    jar: Union[str, Path],
    directory: Union[str, Path],
    points: Optional[Mapping[str, Mapping[str, object]]] = None,
    config: Optional[Mapping[str, object]] = None,
    options: Optional[Mapping[str, object]] = None,
    environment: Optional[Mapping[str, str]] = None,
    connecting: Optional[Mapping[str, Any]] = None,
    timeout: float = 60.0,
) -> JvmProcess:
    """Starts a program with the agent, and waits until that is ready.

    A command whose first word is ``java`` gets the agent as an argument, any other one, such as a
    script, by ``JAVA_TOOL_OPTIONS``. It runs in ``directory``, which is made if need be: relative
    paths lead from there, but that of ``jar`` from here, and that of the first word from here if
    there is such a file. ``points`` and the other keys of ``config`` are those of the YAML;
    ``options`` are the agent's; ``connecting`` are those of :func:`connect`. The agent listens on a
    free port. What the program starts in its process group is killed with it.
    """
    home = Path(directory)
    home.mkdir(parents=True, exist_ok=True)
    (home / _PORT_FILE).unlink(missing_ok=True)
    given: Dict[str, object] = {"port": 0, "port-file": (home / _PORT_FILE).resolve()}
    if points is not None or config is not None:
        file = home / "jinx.yaml"
        content = {**(config or {}), **({} if points is None else {"points": points})}
        file.write_text(json.dumps(content, indent=1), encoding="utf-8")  # JSON is YAML
        given["config"] = file.resolve()
    given.update(options or {})
    pairs = ",".join(f"{key}={value}" for key, value in given.items())
    agent = f"-javaagent:{Path(jar).resolve()}={pairs}"
    words = [str(word) for word in command]
    if "/" in words[0] and os.path.exists(words[0]):
        words[0] = os.path.abspath(words[0])  # the system would look for it in its directory
    around = {**os.environ, **(environment or {})}
    if Path(words[0]).stem == "java":
        words.insert(1, agent)
    else:
        around["JAVA_TOOL_OPTIONS"] = f'{around.get("JAVA_TOOL_OPTIONS", "")} "{agent}"'.strip()
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        words,
        cwd=home,
        env=around,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # so that what a script starts ends with it
    )
    return JvmProcess(process, " ".join(words), home, connecting or {}).wait_ready(timeout)
