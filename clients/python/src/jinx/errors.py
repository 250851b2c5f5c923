"""What can go wrong, each kind a class of its own. All are :class:`JinxError`."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, Mapping, Sequence

if sys.version_info >= (3, 11):

    class _Timeout(TimeoutError):
        """Both kinds of time-out are one class here."""

else:

    class _Timeout(asyncio.TimeoutError, TimeoutError):
        """Whichever kind of time-out a test catches, this is one."""


class JinxError(Exception):
    """Anything that Jinx has to say against what was asked."""


class UnreachableError(JinxError):
    """Nothing answers, or not in time."""

    def __init__(self, message: str, nothing_listens: bool = False) -> None:
        super().__init__(message)
        self.nothing_listens = nothing_listens
        """Whether the connection was refused: no server is there at all."""


class RefusedError(JinxError):
    """The agent says no: wrong terms, a missing token, a value that does not fit."""

    def __init__(self, message: str, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.status = status
        """The status of the answer."""
        self.problem = problem
        """The members of the answer's ``application/problem+json``."""


class UnknownPointError(RefusedError):
    """No such point is declared."""

    @property
    def nearest(self) -> Sequence[str]:
        """The nearest names that are declared."""
        return [str(name) for name in self.problem.get("nearest", [])]


class UnknownLeaseError(RefusedError):
    """The lease has run out or was ended."""


class WaitTimeoutError(JinxError, _Timeout):
    """It did not come. The message says what did, and how the point stands.

    It is a ``TimeoutError`` and an ``asyncio.TimeoutError``, whatever the Python.
    """


class GapError(JinxError):
    """Events of the range are lost, so that nobody can know."""

    def __init__(self, message: str, gap: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.gap = gap
        """The gap as the agent told it: ``from``, ``to``, ``lost``."""


class JvmDiedError(JinxError):
    """Nothing listens there any more, or another life of the node answers."""


class PointFailedError(JinxError):
    """The point cannot act as it was told."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class UnexpectedHitError(JinxError, AssertionError):
    """There is a hit where none was expected."""

    def __init__(self, message: str, event: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.event = event


class LeaseLostError(JinxError):
    """The arm ended with its lease: that nothing came proves nothing."""


class NotParkedError(JinxError):
    """The thread does not stand there, or not any more."""


class ClosedError(JinxError):
    """The connection was closed by this side."""
