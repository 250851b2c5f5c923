"""The same for code without asyncio: each operation blocks until it is done."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Union

from . import _points
from ._blocking import Blocking
from ._client import AsyncJinx, Report, log_findings
from ._events import AsyncEvents
from ._options import Options
from ._points import AsyncArmed, AsyncPoint
from ._runtime import drive
from ._session import Finding
from ._waits import AsyncHit, AsyncRange, AsyncWaits, Passed, Released, Told, Where
from .events import Cursor, Event


class Hit(Told):
    """A thread that reached a point; releasing it acts on the other JVM."""

    def __init__(self, hit: AsyncHit) -> None:
        super().__init__(hit.event)
        self._hit = hit

    def release(self, outcome: Optional[str] = None) -> None:
        """Lets this thread go, and decides what happens to it; ``NotParkedError`` if it is gone."""
        drive(self._hit.release(outcome))

    def wait_end(self, timeout: float = 30.0) -> Event:
        """Waits until the thread goes on, and says why: released, expired or disabled."""
        return drive(self._hit.wait_end(timeout))


class Waits:
    """Waits over a range that has a beginning and no end: asking twice gives the same twice."""

    def __init__(self, waits: AsyncWaits) -> None:
        self._waits = waits

    def wait_hit(self, timeout: float = 30.0, where: Optional[Where] = None) -> Hit:
        """The first hit, whatever the action; the first that the predicate takes."""
        return Hit(drive(self._waits.wait_hit(timeout, where)))

    def wait_parked(self, timeout: float = 30.0) -> Hit:
        """The first thread that parks."""
        return Hit(drive(self._waits.wait_parked(timeout)))

    def wait_released(self, timeout: float = 30.0) -> Event:
        """A parked thread was let go by a message."""
        return drive(self._waits.wait_released(timeout))

    def wait_expired(self, timeout: float = 30.0) -> Event:
        """A pause ran out."""
        return drive(self._waits.wait_expired(timeout))

    def wait_disabled(self, timeout: float = 30.0) -> Event:
        """A parked thread went on because its arm ended."""
        return drive(self._waits.wait_disabled(timeout))

    def wait_phase(self, phase: str, timeout: float = 30.0) -> Event:
        """The first event of that phase."""
        return drive(self._waits.wait_phase(phase, timeout))

    def wait_count(self, count: int, timeout: float = 30.0) -> List[Hit]:
        """The first that many hits, in the log's order."""
        return [Hit(hit) for hit in drive(self._waits.wait_count(count, timeout))]

    def expect_none(self, seconds: float) -> None:
        """Makes sure that no hit comes for that long, and that none came before."""
        drive(self._waits.expect_none(seconds))


class Range(Waits):
    """Events of one point behind some position."""

    def __init__(self, waits: AsyncRange) -> None:
        super().__init__(waits)
        self._range = waits

    def after(self, passed: Passed) -> Range:
        """What lies behind that hit or event."""
        return Range(self._range.after(passed))


class Armed(Waits):
    """One arm of a point. Its waits look at this arm alone, from the moment it was armed."""

    def __init__(self, armed: AsyncArmed) -> None:
        super().__init__(armed)
        self._armed = armed
        self.point = armed.point
        self.arm = armed.arm
        self.cursor = armed.cursor
        self.seed = armed.seed

    @property
    def lease(self) -> Optional[str]:
        """The lease with which it ends."""
        return self._armed.lease

    @property
    def loss(self) -> Optional[str]:
        """Why its lease was lost, and it has ended with it."""
        return self._armed.loss

    def after(self, passed: Passed) -> Range:
        """The same arm, behind that hit or event."""
        return Range(self._armed.after(passed))

    def release(self, outcome: Optional[str] = None, *, at_most: Optional[int] = None) -> Released:
        """Lets those go that are parked under this arm; decides what happens to them."""
        return drive(self._armed.release(outcome, at_most=at_most))

    def disable(self) -> None:
        """Ends it, unless it has ended or was replaced; threads that it holds go on."""
        drive(self._armed.disable())


class Point(Waits):
    """A point by name; its waits look at any arm, from the connection's beginning."""

    def __init__(self, point: AsyncPoint) -> None:
        super().__init__(point)
        self._point = point
        self.name = point.name

    def enable(
        self,
        action: Optional[str] = None,
        *,
        one_shot: bool = False,
        when: Optional[str] = None,
        seed: Optional[int] = None,
        parameters: Optional[Mapping[str, object]] = None,
    ) -> Armed:
        """Arms it with these terms; without any with the declared ones, else ``observe``."""
        enabling = self._point.enable(
            action, one_shot=one_shot, when=when, seed=seed, parameters=parameters
        )
        return Armed(drive(enabling))

    def disable(self) -> None:
        """Ends every arm of it, whoever armed it."""
        drive(self._point.disable())

    def release(
        self,
        outcome: Optional[str] = None,
        *,
        thread: Optional[int] = None,
        hit: Optional[int] = None,
        at_most: Optional[int] = None,
    ) -> Released:
        """Lets threads go that are parked there, whoever armed it."""
        return drive(self._point.release(outcome, thread=thread, hit=hit, at_most=at_most))

    def waiters(self) -> List[Dict[str, Any]]:
        """Who is parked there now: thread, stack, held monitors, time."""
        return drive(self._point.waiters())

    def hits(self) -> int:
        """Hits so far in this life of the JVM."""
        return drive(self._point.hits())

    def state(self) -> Dict[str, Any]:
        """Its declaration, state, arms and counts."""
        return drive(self._point.state())

    def since(self, cursor: Cursor) -> Range:
        """What lies behind that position, as far as the node has it."""
        return Range(self._point.since(cursor))

    def since_earliest(self) -> Range:
        """All that the node still has of it."""
        return Range(self._point.since_earliest())


class Events:
    """A stream of its own, read by whoever iterates; see :class:`AsyncEvents`."""

    def __init__(self, events: AsyncEvents) -> None:
        self._events = events

    @property
    def cursor(self) -> Optional[Cursor]:
        """Behind the last event given: where to go on later."""
        return self._events.cursor

    def close(self) -> None:
        """Ends it, from any thread; the iteration then ends."""
        drive(self._events.close())

    def __enter__(self) -> Events:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        event = drive(self._events.next())
        if event is None:
            raise StopIteration
        return event


class Jinx:
    """A connection to one JVM, for any thread; a context manager. See :class:`AsyncJinx`."""

    def __init__(self, jinx: AsyncJinx) -> None:
        self._jinx = jinx
        self.node = jinx.node
        self.address = jinx.address
        self.begin = jinx.begin

    def point(self, name: str) -> Point:
        """A point by name; whether it is declared shows when it is used."""
        return Point(self._jinx.point(name))

    def points(self) -> List[Dict[str, Any]]:
        """Every declared point with its state."""
        return drive(self._jinx.points())

    def enabled(self) -> List[str]:
        """Names of the points that are enabled now, whoever armed them."""
        return drive(self._jinx.enabled())

    def disable_all(self) -> None:
        """Disarms every point, whoever armed it; all parked threads go on."""
        drive(self._jinx.disable_all())

    def declare(self, name: str, method: str, *, keep: bool = False, **keys: object) -> Point:
        """Declares a point now, with the keys of the YAML; undeclared at the end unless kept."""
        return Point(drive(self._jinx.declare(name, method, keep=keep, **keys)))

    def undeclare(self, name: str) -> None:
        """Takes a point away, wherever it was declared."""
        drive(self._jinx.undeclare(name))

    def health(self) -> Dict[str, Any]:
        """Who is there, ready or not, its version, and where its log stands."""
        return drive(self._jinx.health())

    def cursor(self) -> Cursor:
        """Where the node's log stands now."""
        return drive(self._jinx.cursor())

    def seen(self, since: Optional[Cursor] = None) -> List[Event]:
        """The events behind that position that have come, and are still kept."""
        return self._jinx.seen(since)

    def events(
        self,
        injection: Optional[Union[str, Sequence[str]]] = None,
        phase: Optional[Union[str, Sequence[str]]] = None,
        since: Optional[Union[str, Cursor]] = None,
        strict: bool = False,
        across_restarts: bool = False,
    ) -> Events:
        """A stream of its own, from now on unless ``since`` says otherwise."""
        opening = self._jinx.events(injection, phase, since, strict, across_restarts)
        return Events(drive(opening))

    def report(self) -> List[Finding]:
        """What there is to say of the points that this connection enabled or declared."""
        return drive(self._jinx.report())

    def close(self) -> None:
        """Tells the report, ends all that this connection enabled or declared, and the stream."""
        drive(self._jinx.close())

    def __enter__(self) -> Jinx:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(
    address: Optional[str] = None,
    *,
    token: Optional[str] = None,
    token_file: Optional[Union[str, Path]] = None,
    lease: Optional[float] = 30.0,
    dead_after: float = 1.0,
    connect_timeout: float = 5.0,
    request_timeout: float = 30.0,
    on_report: Report = log_findings,
) -> Jinx:
    """``with connect("127.0.0.1:7117") as jinx``: see :class:`Options` for the keys."""
    options = Options(token, token_file, lease, dead_after, connect_timeout, request_timeout)
    return Jinx(drive(AsyncJinx.open(Blocking(), address, options, on_report)))


def wait_all(*arms: Armed, timeout: float = 30.0) -> List[Hit]:
    """Waits until each arm was hit once, in any order, whichever nodes they are of."""
    return [Hit(hit) for hit in drive(_points.wait_all(*_inner(arms), timeout=timeout))]


def wait_any(*arms: Armed, timeout: float = 30.0) -> Hit:
    """Waits until one of the arms was hit, whichever nodes they are of."""
    return Hit(drive(_points.wait_any(*_inner(arms), timeout=timeout)))


def wait_sequence(*arms: Armed, timeout: float = 30.0) -> List[Hit]:
    """Waits until arms of one connection were hit one after the other."""
    return [Hit(hit) for hit in drive(_points.wait_sequence(*_inner(arms), timeout=timeout))]


def _inner(arms: Sequence[Armed]) -> List[AsyncArmed]:
    return [arm._armed for arm in arms]
