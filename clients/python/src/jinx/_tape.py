"""What a stream brought, in its order."""

from __future__ import annotations

import threading
from collections import deque
from typing import Deque, List, NamedTuple, Optional, Set

from ._runtime import Signal
from .events import GAP, Cursor, Event

CAPACITY = 65_536

LIVE = "live"
LOST = "lost"
DEAD = "dead"
REFUSED = "refused"
CLOSED = "closed"

_WORDS = {
    LIVE: "connected",
    LOST: "connection lost, reconnecting",
    DEAD: "the JVM is dead",
    REFUSED: "the stream was refused",
    CLOSED: "closed",
}


class Link(NamedTuple):
    """How the stream behind a tape fares."""

    state: str = LIVE
    reconnects: int = 0
    cause: Optional[BaseException] = None

    def __str__(self) -> str:
        why = (
            f" ({self.cause})"
            if self.cause is not None and self.state not in (LIVE, CLOSED)
            else ""
        )
        often = f", reconnected {self.reconnects} times" if self.reconnects else ""
        return _WORDS[self.state] + why + often


class Tape:
    """The newest events of a node, without hole or repetition behind ``floor``; bounded.

    One writes, any number read, each at an index of its own: the number of an event on the tape.
    """

    def __init__(self, start: Cursor, capacity: int = CAPACITY) -> None:
        self._lock = threading.Lock()
        self._events: Deque[Event] = deque()
        self._first = 0
        self._capacity = capacity
        self._floor = start
        self._signals: Set[Signal] = set()
        self.position = start
        self.link = Link()

    def add(self, event: Event) -> bool:
        """Adds the next one; False for one that is here already. A jump becomes a gap."""
        at, before = event.cursor, self.position
        gap = event.phase == GAP
        with self._lock:
            if before.seq >= 0 and at.node == before.node:
                begun_anew = event.is_gap_notice and at.boot != before.boot
                open_gap = gap and event.get("to", "") is None
                if not at.is_after(before) and not begun_anew and not open_gap:
                    return False
                if not gap and not before.is_followed_by(at):
                    self._append(Event.jump(before, at))
            self._append(event)
            self.position = at
        self._notify()
        return True

    def move_to(self, cursor: Cursor) -> None:
        """The log stands there, and has nothing more for this reader up to there."""
        if cursor.node == self.position.node and cursor.is_after(self.position):
            self.position = cursor
            self._notify()

    def set_link(self, state: str, cause: Optional[BaseException] = None) -> None:
        """The stream fares so now."""
        old = self.link
        back = old.state != LIVE and state == LIVE
        self.link = Link(state, old.reconnects + (1 if back else 0), cause or old.cause)
        self._notify()

    def covers(self, since: Cursor) -> bool:
        """Whether all behind that cursor is here, or will be."""
        with self._lock:
            return since.node == self._floor.node and not self._floor.is_after(since)

    def index_after(self, since: Cursor) -> int:
        """The index of the first event behind that cursor, come or to come."""
        with self._lock:
            index = len(self._events)
            while index > 0 and self._events[index - 1].cursor.is_after(since):
                index -= 1
            return self._first + index

    def get(self, index: int) -> Optional[Event]:
        """That event, or None if it has not come, or is kept no more."""
        with self._lock:
            place = index - self._first
            return self._events[place] if 0 <= place < len(self._events) else None

    def dropped(self, index: int) -> bool:
        """Whether that event was here, and fell off."""
        with self._lock:
            return index < self._first

    def since(self, index: int) -> List[Event]:
        """All that are kept from that index on."""
        with self._lock:
            return list(self._events)[max(0, index - self._first) :]

    def subscribe(self, signal: Signal) -> None:
        """Notifies that one from now on, whatever changes."""
        with self._lock:
            self._signals.add(signal)

    def unsubscribe(self, signal: Signal) -> None:
        """Notifies it no more."""
        with self._lock:
            self._signals.discard(signal)

    def _append(self, event: Event) -> None:
        if len(self._events) == self._capacity:
            self._floor = self._events.popleft().cursor
            self._first += 1
        self._events.append(event)

    def _notify(self) -> None:
        with self._lock:
            signals = list(self._signals)
        for signal in signals:
            signal.notify()
