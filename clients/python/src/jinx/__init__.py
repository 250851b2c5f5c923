"""A test's hold on injection points in JVMs that run with the Jinx agent.

Plain code::

    with jinx.connect("127.0.0.1:7117") as node:
        commit = node.point("before-commit").enable("pause(30s)")
        hit = commit.wait_parked(timeout=10)
        hit.release('throw(java.io.IOException, "disk full")')

On asyncio it is ``async with jinx.connect_async(..)``, with the same methods to be awaited.
"""

from ._client import AsyncJinx, connect_async
from ._events import AsyncEvents
from ._nodes import Nodes, connect_nodes
from ._plain import (
    Armed,
    Events,
    Hit,
    Jinx,
    Point,
    Range,
    connect,
    wait_all,
    wait_any,
    wait_sequence,
)
from ._points import AsyncArmed, AsyncPoint
from ._points import wait_all as wait_all_async
from ._points import wait_any as wait_any_async
from ._points import wait_sequence as wait_sequence_async
from ._session import Finding
from ._version import __version__
from ._waits import AsyncHit, AsyncRange, Released
from .errors import (
    ClosedError,
    GapError,
    JinxError,
    JvmDiedError,
    LeaseLostError,
    NotParkedError,
    PointFailedError,
    RefusedError,
    UnexpectedHitError,
    UnknownLeaseError,
    UnknownPointError,
    UnreachableError,
    WaitTimeoutError,
)
from .events import Cursor, Event
from .process import JvmProcess, start_jvm
from .scylla import (
    InjectionAPI,
    InjectionEventStream,
    InjectionHandler,
    inject_error,
    inject_error_one_shot,
    injection_event_stream,
)

__all__ = [
    "Armed",
    "AsyncArmed",
    "AsyncEvents",
    "AsyncHit",
    "AsyncJinx",
    "AsyncPoint",
    "AsyncRange",
    "ClosedError",
    "Cursor",
    "Event",
    "Events",
    "Finding",
    "GapError",
    "Hit",
    "InjectionAPI",
    "InjectionEventStream",
    "InjectionHandler",
    "Jinx",
    "JinxError",
    "JvmDiedError",
    "JvmProcess",
    "LeaseLostError",
    "Nodes",
    "NotParkedError",
    "Point",
    "PointFailedError",
    "Range",
    "RefusedError",
    "Released",
    "UnexpectedHitError",
    "UnknownLeaseError",
    "UnknownPointError",
    "UnreachableError",
    "WaitTimeoutError",
    "__version__",
    "connect",
    "connect_async",
    "connect_nodes",
    "inject_error",
    "inject_error_one_shot",
    "injection_event_stream",
    "start_jvm",
    "wait_all",
    "wait_all_async",
    "wait_any",
    "wait_any_async",
    "wait_sequence",
    "wait_sequence_async",
]
