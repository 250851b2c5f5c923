"""Which events a wait looks at: a range over the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Optional

from . import _words
from ._lease import Lease
from .errors import JinxError, UnknownPointError
from .events import FAILED, Cursor, Event

if TYPE_CHECKING:
    from ._session import Session


class Scope(NamedTuple):
    """Of one point, perhaps of one arm, behind a position; None for all that the node has."""

    session: Session
    name: str
    arm: Optional[int]
    since: Optional[Cursor]
    lease: Optional[Lease]

    def after(self, cursor: Cursor) -> Scope:
        """The same, behind that position."""
        return self._replace(since=cursor)

    def holds(self, event: Event) -> bool:
        """Whether the event is of this point and arm."""
        return event.injection == self.name and self.arm in (None, event.arm)

    def fails(self, event: Event) -> bool:
        """Whether the event says that what this is about cannot act."""
        mine = self.arm is None or event.arm < 0 or event.arm == self.arm
        return event.phase == FAILED and event.injection == self.name and mine

    async def confirmed_loss(self) -> Optional[str]:
        """Why the arm has ended before its time, if need be after asking the agent."""
        return None if self.lease is None else await self.lease.confirmed_loss()

    async def state(self) -> str:
        """How the point stands now, in words."""
        try:
            loss = await self.confirmed_loss()
            lost = f"its arm has ended: {loss}; " if loss else ""
            return lost + _words.point(await self.session.api.point(self.name), self.arm)
        except UnknownPointError as e:
            return f"unknown; {e}"
        except JinxError as e:
            return f"cannot be asked: {e}"

    def __str__(self) -> str:
        return f"'{self.name}'" if self.arm is None else f"'{self.name}' (arm {self.arm})"
