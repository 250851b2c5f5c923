"""An event stream that comes back where it was lost."""

from __future__ import annotations

import random
import time
from collections import deque
from typing import Callable, Deque, Mapping, NamedTuple, Optional

from ._api import Api, refusal
from ._http import Response
from ._runtime import Silence, Wire
from ._sse import Frame, Parser
from .errors import GapError, RefusedError

_HEARTBEAT = 15.0
_LATE = 30.0
_LONGEST_PAUSE = 30.0
_RESTART = 1.0
_SETTLED = 0.5


class Loss(NamedTuple):
    """A stream that is down: why, and whether its JVM is dead."""

    cause: OSError
    dead: bool


class _Ended(OSError):
    """The server has ended the stream."""


class _Busy(OSError):
    """The server answered 429 or 5xx."""

    def __init__(self, status: int, asked: str) -> None:
        super().__init__(f"the agent answered {status}")
        self.asked = min(float(asked), _LONGEST_PAUSE) if asked.isdigit() else None


def patience(heartbeat: float) -> float:
    """How long a server may be silent: three beats, and no less than 30 s beyond one."""
    return max(3 * heartbeat, heartbeat + _LATE)


class Connection:
    """Gives the frames of a stream, reconnecting by position, for as long as it is open."""

    def __init__(self, api: Api, query: Mapping[str, object], resume: str) -> None:
        self._api = api
        self._query = query
        self.position = resume
        """What the next reconnection sends as last id."""
        self._wire: Optional[Wire] = None
        self._response: Optional[Response] = None
        self._parser = Parser()
        self._ready: Deque[Frame] = deque()
        self._stop = api.runtime.signal()
        self._closed = False
        self._resumes = False
        self._failures = 0
        self._opened_at = 0.0
        self._down_since = 0.0
        self._rotates = False
        self.on_lost: Callable[[Loss], None] = lambda loss: None
        self.on_open: Callable[[], None] = lambda: None

    async def open(self) -> None:
        """Connects for the first time, once; errors as for any request."""
        try:
            await self._connect()
        except RefusedError as e:
            if e.status != 401 or not self._renewed():
                raise
            await self._connect()
        except OSError as e:
            raise self._api.unreachable(e) from e

    async def next(self) -> Optional[Frame]:
        """The next frame, comments left out; None once it is closed.

        Raises ``RefusedError`` if the stream is refused for good.
        """
        while not self._closed:
            if self._ready:
                frame = self._ready.popleft()
                self.position = frame.position
                return frame
            try:
                if self._response is None:
                    await self._connect()
                else:
                    await self._read(self._response)
            except RefusedError as e:
                if e.status != 401 or not self._renewed():
                    raise
            except OSError as e:
                await self._lost(e)
        return None

    def close(self) -> None:
        """Ends it; a ``next`` that waits returns."""
        self._closed = True
        self._disconnect()
        self._stop.notify()

    async def _connect(self) -> None:
        self._bearer = self._api.settings.token.bearer()
        resume = self.position if self._resumes else ""
        late = patience(_HEARTBEAT)
        response = await self._api.stream(self._query, resume, late, self._holds)
        if response.status == 200 and "text/event-stream" in response.headers.get(
            "content-type", ""
        ):
            self._opened_at = time.monotonic()
            self._parser = Parser(self.position)
            self._response = response
            self._resumes = True
            self._rotates = False
            self.on_open()
            return
        try:
            if response.status == 429 or response.status >= 500:
                raise _Busy(response.status, response.headers.get("retry-after", ""))
            refused = refusal(response.status, await response.text())
        finally:
            response.close()
        if response.status == 410:
            raise GapError(str(refused), refused.problem.get("gap", {}))
        raise refused

    def _renewed(self) -> bool:
        return self._api.settings.token.renew(self._bearer)

    async def _read(self, response: Response) -> None:
        piece = await response.read()
        if not piece:
            raise _Ended("the agent ended the stream")
        for frame in self._parser.feed(piece):
            if frame.comment.startswith("heartbeat "):
                beat = frame.comment[len("heartbeat ") :]
                response.patience = patience(float(beat)) if beat.isdigit() else response.patience
            elif frame.comment == "rotate":
                self._rotates = True
            elif not frame.comment:
                self._ready.append(frame)
        if time.monotonic() - self._opened_at > _SETTLED:
            self._failures = 0

    async def _lost(self, cause: OSError) -> None:
        self._disconnect()
        if self._closed:
            return
        now = time.monotonic()
        if self._failures == 0:
            self._down_since = now
        refused = isinstance(cause, ConnectionRefusedError)
        dead_after = self._api.settings.dead_after
        down = now - self._down_since
        self.on_lost(Loss(cause, refused and down >= dead_after))
        pause = self._pause(cause, dead_after, down)
        self._failures += 1
        self._rotates = False
        seen = self._stop.version
        if not self._closed and pause > 0:
            await self._stop.wait(seen, pause)

    def _pause(self, cause: OSError, dead_after: float, down: float) -> float:
        if isinstance(cause, _Busy) and cause.asked is not None:
            return cause.asked
        if self._failures == 0 and (self._rotates or isinstance(cause, (_Ended, Silence))):
            return 0.0
        most = dead_after / 4 if down < dead_after else _RESTART
        ceiling = min(0.25 * 2.0 ** min(self._failures, 8), _LONGEST_PAUSE)
        return min(most, random.uniform(0.01, ceiling))

    def _holds(self, wire: Wire) -> None:
        """From now on ``close`` ends it, whatever is waited for there."""
        self._wire = wire
        if self._closed:  # meanwhile, from another thread
            self._disconnect()

    def _disconnect(self) -> None:
        self._response = None
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()
