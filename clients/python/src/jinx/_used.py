"""What a test has used, for its report and its end. Knows nothing of pytest."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

from . import _words
from ._api import Api
from ._blocking import Blocking
from ._client import AsyncJinx, connect_async
from ._options import Options
from ._plain import Jinx
from ._runtime import drive
from ._session import Finding
from .errors import JinxError, UnreachableError
from .events import Event
from .process import JvmProcess

_TAIL = 30


class Visit:
    """A connection on asyncio, as an ``async with``, of which something is left behind it."""

    def __init__(self, address: str, keys: Mapping[str, Any]) -> None:
        options: Dict[str, Any] = {"on_report": self._reported, **keys}
        self._connecting = connect_async(address, **options)
        token, file = keys.get("token"), keys.get("token_file")
        self._settings = Options(token=token, token_file=file).settings(address)
        self._jinx: Optional[AsyncJinx] = None
        self._states = ""
        self.findings: List[Finding] = []

    async def __aenter__(self) -> AsyncJinx:
        self._jinx = await self._connecting.__aenter__()
        return self._jinx

    async def __aexit__(self, kind: Optional[type], *rest: object) -> None:
        assert self._jinx is not None
        if kind is not None:  # before they are disabled
            try:
                self._states = _states(await self._jinx.points())
            except JinxError as e:
                self._states = _silent(e)
        await self._connecting.__aexit__(kind, *rest)

    def disable_all(self) -> None:
        """Disarms every point, whoever armed it; needs no loop."""
        if self._jinx is not None:
            drive(Api(Blocking(), self._settings).disable(None))

    def section(self) -> Optional[Tuple[str, str]]:
        """What happened at points, and how they stood when an exception ended the block."""
        jinx = self._jinx
        if jinx is None:
            return None
        return f"jinx {jinx.node}", _seen(jinx.address, jinx.begin, jinx.seen()) + self._states

    def told(self) -> List[str]:
        """What its end has found."""
        node = "" if self._jinx is None else self._jinx.node
        return [f"{node}: {finding}" for finding in self.findings]

    def _reported(self, findings: List[Finding]) -> None:
        self.findings = findings


class Used:
    """All connections and processes of one test."""

    def __init__(self) -> None:
        self.connections: List[Jinx] = []
        self.processes: List[JvmProcess] = []
        self.visits: List[Visit] = []

    def sections(self) -> List[Tuple[str, str]]:
        """What is to be read when the test has failed."""
        found = [(f"jinx {jinx.node}", _account(jinx)) for jinx in self.connections]
        found += [section for section in (one.section() for one in self.visits) if section]
        return found + [(f"jinx JVM {at}", p.account()) for at, p in enumerate(self.processes)]

    def findings(self) -> List[str]:
        """Points enabled but never hit, and the like."""
        found = []
        for jinx in self.connections:
            try:
                found += [f"{jinx.node}: {finding}" for finding in jinx.report()]
            except UnreachableError:
                continue  # a JVM that the test has ended has nothing to say
            except JinxError as e:
                found.append(f"{jinx.node}: {_silent(e).strip()}")
        return found + [told for visit in self.visits for told in visit.told()]


def _account(jinx: Jinx) -> str:
    """What happened at points, as far as it has come, and how those stand that are armed."""
    text = _seen(jinx.address, jinx.begin, jinx.seen())
    try:
        return text + _states(jinx.points())
    except JinxError as e:
        return text + _silent(e)


def _seen(address: str, begin: object, events: List[Event]) -> str:
    return f"{address}, events since {begin}: {_words.summary(events, _TAIL)}"


def _states(points: List[Dict[str, Any]]) -> str:
    armed = [state for state in points if state.get("armed") or state.get("enabled")]
    return "".join(
        f"\n  point '{state.get('name')}': {_words.point(state, None)}" for state in armed
    )


def _silent(cause: JinxError) -> str:
    return f"\n  its points cannot be asked: {cause}"
