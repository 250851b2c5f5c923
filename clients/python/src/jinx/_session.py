"""What a connection is made of, and what it holds on the agent."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from ._api import Api
from ._lease import Lease, Leased, Leases
from ._reader import TapeReader
from ._scope import Scope
from ._tape import Tape
from .errors import JinxError, UnknownPointError, UnreachableError
from .events import Cursor


class Finding(NamedTuple):
    """Something about a point that a test should not leave unsaid."""

    point: str
    text: str

    def __str__(self) -> str:
        return f"'{self.point}': {self.text}"


class _Use(NamedTuple):
    life: Cursor
    arm: int
    lease: Optional[Lease]


class Session:
    """A connection's stream, leases and arms. Made by :meth:`open`."""

    def __init__(self, api: Api, lease: Optional[float], start: Cursor) -> None:
        self.api = api
        self.start = start
        self.tape = Tape(start)
        self.leases = Leases(api, lease)
        self._reader = TapeReader(api, self.tape, str(start))
        self._used: Dict[str, _Use] = {}
        self._declared: Dict[str, Cursor] = {}
        self._closed = False

    @staticmethod
    async def open(api: Api, lease: Optional[float]) -> Session:
        """Connects, and reads the node's events from now on."""
        session = Session(api, lease, await api.cursor())
        await session._reader.open()
        return session

    async def enable(
        self, name: str, query: Mapping[str, object], parameters: Mapping[str, str]
    ) -> tuple[Scope, int]:
        """Arms a point under this connection's lease; answers the arm's range and its seed."""

        async def ask(leased: Leased) -> tuple[Leased, Dict[str, Any]]:
            return leased, await self.api.enable(name, {**query, "lease": leased.id}, parameters)

        leased, answer = await self.leases.under(ask)
        scope = Scope(self, name, int(answer["arm"]), Cursor.parse(answer["cursor"]), leased.lease)
        assert scope.since is not None and scope.arm is not None
        self._used[name] = _Use(scope.since, scope.arm, leased.lease)
        return scope, int(answer.get("seed", 0))

    def is_last(self, scope: Scope) -> bool:
        """Whether this connection has not armed that point again since."""
        use = self._used.get(scope.name)
        return use is not None and use.arm == scope.arm

    async def declare(self, name: str, declaration: Mapping[str, object], keep: bool) -> None:
        """Declares a point; undeclared at the end unless it is to be kept."""
        await self.api.declare({"name": name, **declaration})
        life = await self.api.cursor()
        self._used.setdefault(name, _Use(life, -1, None))
        if not keep:
            self._declared[name] = life

    async def undeclare(self, name: str) -> None:
        """Takes a point away, wherever it was declared."""
        await self.api.undeclare(name)
        self._used.pop(name, None)
        self._declared.pop(name, None)

    async def report(self) -> List[Finding]:
        """What there is to say of the points that this connection enabled or declared."""
        if not self._used:
            return []
        now = await self.api.cursor()
        states = {state.get("name"): state for state in await self.api.points()}
        findings = []
        losses: Dict[str, Optional[str]] = {}  # each lease is asked once, however many its arms
        for name, use in list(self._used.items()):  # others may arm points between two answers
            if not use.life.same_life(now):
                continue  # what it knew died with that life
            state = states.get(name)
            text = None if state is None else _finding(state, use.arm)
            if text is not None:
                findings.append(Finding(name, text))
            if use.lease is None:
                continue
            if use.lease.id not in losses:
                losses[use.lease.id] = await use.lease.confirmed_loss()
            loss = losses[use.lease.id]
            if loss is not None:
                findings.append(Finding(name, f"its arm ended before it was disabled: {loss}"))
        return findings

    async def close(self) -> None:
        """Ends the leases, takes back what was declared, ends the stream."""
        if self._closed:
            return
        self._closed = True
        try:
            await self.leases.close()
        finally:
            try:
                for name, life in list(self._declared.items()):
                    await self._take_back(name, life)
            finally:
                await self._reader.close()

    async def _take_back(self, name: str, life: Cursor) -> None:
        try:
            if (await self.api.cursor()).same_life(life):
                await self.api.undeclare(name)
        except UnknownPointError:
            return  # somebody was first
        except UnreachableError as e:
            if not e.nothing_listens:
                raise JinxError(f"may still be declared: '{name}': {e}") from e


def _finding(state: Mapping[str, Any], ours: int) -> Optional[str]:
    """Of the point over its life, else of our arm: an earlier test may have had its hits."""
    if state.get("report"):
        return str(state["report"])
    for arm in state.get("arms", []):
        if arm.get("arm") == ours and arm.get("hits") == 0:
            rejected = arm.get("rejected", 0)
            if not rejected:
                return f"its arm {ours} was never hit"
            often = "once" if rejected == 1 else f"{rejected} times"
            return f"reached {often} under its arm {ours}, but its condition was never true"
    return None
