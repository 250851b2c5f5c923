"""Events of a node's log, and positions in it."""

from __future__ import annotations

import json
from typing import Any, Dict, NamedTuple, Optional

HIT = "hit"
PARKED = "parked"
RELEASED = "released"
EXPIRED = "expired"
DISABLED = "disabled"
FAILED = "failed"
GAP = "gap"

_HITS = (HIT, PARKED)
_ENDS = (RELEASED, EXPIRED, DISABLED)


class Cursor(NamedTuple):
    """A position in the log of one node: behind the event of that number."""

    node: str
    boot: int
    seq: int

    @staticmethod
    def parse(text: str) -> Cursor:
        """Reads ``node@boot.seq``; ``ValueError`` if it is none."""
        node, at, place = text.rpartition("@")
        boot, dot, seq = place.partition(".")
        if not (node and at and dot and _is_number(boot) and _is_number(seq)):
            raise ValueError(f"not a cursor (node@boot.seq): '{text}'")
        return Cursor(node, int(boot), int(seq))

    def same_life(self, other: Cursor) -> bool:
        """Whether both are of one life of one node."""
        return self.boot == other.boot and self.node == other.node

    def is_after(self, other: Cursor) -> bool:
        """Whether this lies behind the other, of the same node."""
        return (self.boot, self.seq) > (other.boot, other.seq)

    def is_followed_by(self, event: Cursor) -> bool:
        """Whether nothing can lie between: the next one, or a later life's first."""
        return event.seq == (self.seq + 1 if self.boot == event.boot else 1)

    def __str__(self) -> str:
        return f"{self.node}@{self.boot}.{self.seq}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


class Event(Dict[str, Any]):
    """One event: a dict of what the agent told, with names for the usual keys."""

    def __init__(self, values: Dict[str, Any], cursor: Cursor) -> None:
        super().__init__(values)
        self._cursor = cursor

    @staticmethod
    def parse(line: str, position: str) -> Event:
        """Reads an event's line; a gap has no id of its own and takes the position."""
        values = json.loads(line)
        if not isinstance(values, dict):
            raise ValueError(f"not an event: {line}")
        return Event(values, Cursor.parse(str(values.get("id", position))))

    @staticmethod
    def jump(before: Cursor, after: Cursor) -> Event:
        """The hole between two events that did come."""
        passed = before.seq if before.same_life(after) else 0
        first = after._replace(seq=passed + 1)
        last = after._replace(seq=after.seq - 1)
        lost = {"phase": GAP, "from": str(first), "to": str(last), "lost": last.seq - passed}
        return Event({**lost, "node": after.node, "boot": after.boot}, last)

    @property
    def cursor(self) -> Cursor:
        """The position right behind it."""
        return self._cursor

    @property
    def injection(self) -> str:
        """The point's name; empty for a gap."""
        return str(self.get("injection", ""))

    @property
    def phase(self) -> str:
        """``hit``, ``parked``, ``released``, ``expired``, ``disabled``, ``failed`` or ``gap``."""
        return str(self.get("phase", ""))

    @property
    def hit(self) -> int:
        """The number of the hit at its point, from 1."""
        return int(self.get("hit", -1))

    @property
    def arm(self) -> int:
        """The number of the arm that acted."""
        return int(self.get("arm", -1))

    @property
    def thread(self) -> Dict[str, Any]:
        """Who hit: ``id``, ``name``, ``virtual``."""
        return dict(self.get("thread", {}))

    @property
    def captured(self) -> Dict[str, Any]:
        """What the point's ``capture`` expressions gave."""
        return dict(self.get("captured", {}))

    @property
    def parameters(self) -> Dict[str, str]:
        """The parameters of the arm; values beyond 4 KiB are cut."""
        return dict(self.get("parameters", {}))

    @property
    def reason(self) -> Optional[str]:
        """Why a pause was ended or a point failed, where there is more to say."""
        return self.get("reason")

    @property
    def is_hit(self) -> bool:
        """Whether it is the first word of a hit."""
        return self.phase in _HITS

    @property
    def ends_pause(self) -> bool:
        """Whether a parked thread goes on."""
        return self.phase in _ENDS

    @property
    def is_gap_notice(self) -> bool:
        """Whether it is a gap that was told to one reader and is no event of the log."""
        return self.phase == GAP and "seq" not in self

    @property
    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(self, separators=(",", ":"))
