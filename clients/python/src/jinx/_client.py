"""A connection to one JVM with the agent, on asyncio."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence, Union

from ._api import Api
from ._asyncio import OnAsyncio
from ._events import AsyncEvents
from ._options import Options
from ._points import AsyncPoint
from ._runtime import Runtime
from ._session import Finding, Session
from .errors import UnreachableError
from .events import Cursor, Event

Report = Callable[[List[Finding]], None]
_LOG = logging.getLogger("jinx")


def log_findings(findings: List[Finding]) -> None:
    """A warning for each finding; what a connection does by default."""
    for finding in findings:
        _LOG.warning("%s", finding)


class AsyncJinx:
    """Reads the node's events from the moment it is made; waits look at what that brought.

    Made by ``async with connect_async(address)``. What it enables ends with it, or, should this
    process die, when its lease runs out.
    """

    def __init__(self, session: Session, on_report: Report) -> None:
        self._session = session
        self._on_report = on_report
        self._closed = False

    @staticmethod
    async def open(
        runtime: Runtime, address: Optional[str], options: Options, on_report: Report
    ) -> AsyncJinx:
        """Connects."""
        api = Api(runtime, options.settings(address))
        return AsyncJinx(await Session.open(api, options.lease), on_report)

    @property
    def node(self) -> str:
        """The node's name."""
        return self._session.start.node

    @property
    def address(self) -> str:
        """Where its agent listens."""
        return str(self._session.api.settings.address)

    @property
    def begin(self) -> Cursor:
        """Where the log stood when this connection was made."""
        return self._session.start

    def point(self, name: str) -> AsyncPoint:
        """A point by name; whether it is declared shows when it is used."""
        return AsyncPoint(self._session, name)

    async def points(self) -> List[Dict[str, Any]]:
        """Every declared point with its state."""
        return await self._session.api.points()

    async def enabled(self) -> List[str]:
        """Names of the points that are enabled now, whoever armed them."""
        return await self._session.api.enabled()

    async def disable_all(self) -> None:
        """Disarms every point, whoever armed it; all parked threads go on."""
        await self._session.api.disable(None)

    async def declare(
        self, name: str, method: str, *, keep: bool = False, **keys: object
    ) -> AsyncPoint:
        """Declares a point now, with the keys of the YAML; undeclared at the end unless kept."""
        await self._session.declare(name, {"method": method, **keys}, keep)
        return self.point(name)

    async def undeclare(self, name: str) -> None:
        """Takes a point away, wherever it was declared."""
        await self._session.undeclare(name)

    async def health(self) -> Dict[str, Any]:
        """Who is there, ready or not, its version, and where its log stands."""
        return await self._session.api.health()

    async def cursor(self) -> Cursor:
        """Where the node's log stands now."""
        return await self._session.api.cursor()

    def seen(self, since: Optional[Cursor] = None) -> List[Event]:
        """The events behind that position that have come, and are still kept."""
        tape = self._session.tape
        return tape.since(tape.index_after(since or self.begin))

    async def events(
        self,
        injection: Optional[Union[str, Sequence[str]]] = None,
        phase: Optional[Union[str, Sequence[str]]] = None,
        since: Optional[Union[str, Cursor]] = None,
        strict: bool = False,
        across_restarts: bool = False,
    ) -> AsyncEvents:
        """A stream of its own, from now on unless ``since`` says otherwise."""
        query = {
            "injection": _joined(injection),
            "phase": _joined(phase),
            "since": None if since is None else str(since),
            "strict": "true" if strict else None,
        }
        return await AsyncEvents(self._session.api, query, across_restarts).open()

    async def report(self) -> List[Finding]:
        """What there is to say of the points that this connection enabled or declared."""
        return await self._session.report()

    async def close(self) -> None:
        """Tells the report, ends all that this connection enabled or declared, and the stream."""
        if self._closed:
            return
        self._closed = True
        try:
            self._on_report(await self._session.report())
        except UnreachableError:
            pass  # a dead JVM has nothing to say; if it lives, ending the lease fails, and says so
        finally:
            await self._session.close()


def _joined(names: Optional[Union[str, Sequence[str]]]) -> Optional[str]:
    return names if names is None or isinstance(names, str) else ",".join(names)


class _Connecting:
    """An ``async with`` that connects; may be awaited instead, and closed by hand."""

    def __init__(self, address: Optional[str], options: Options, on_report: Report) -> None:
        self._address, self._options, self._on_report = address, options, on_report
        self._jinx: Optional[AsyncJinx] = None

    async def connect(self) -> AsyncJinx:
        """Connects; the caller closes it."""
        return await AsyncJinx.open(OnAsyncio(), self._address, self._options, self._on_report)

    async def __aenter__(self) -> AsyncJinx:
        self._jinx = await self.connect()
        return self._jinx

    async def __aexit__(self, *_: object) -> None:
        assert self._jinx is not None
        await self._jinx.close()


def connect_async(
    address: Optional[str] = None,
    *,
    token: Optional[str] = None,
    token_file: Optional[Union[str, Path]] = None,
    lease: Optional[float] = 30.0,
    dead_after: float = 1.0,
    connect_timeout: float = 5.0,
    request_timeout: float = 30.0,
    on_report: Report = log_findings,
) -> _Connecting:
    """``async with connect_async("127.0.0.1:7117") as jinx``: see :class:`Options` for the keys."""
    options = Options(token, token_file, lease, dead_after, connect_timeout, request_timeout)
    return _Connecting(address, options, on_report)
