"""The agent's routes, one method each, without state."""

from __future__ import annotations

import json
import math
from typing import Any, Callable, Dict, List, Mapping, Optional
from urllib.parse import quote

from ._address import Settings
from ._http import Response, ask, target
from ._runtime import Runtime, Wire
from .errors import (
    JinxError,
    RefusedError,
    UnknownLeaseError,
    UnknownPointError,
    UnreachableError,
)
from .events import Cursor

ROOT = "/v2/error_injection"


class Api:
    """Asks an agent; every answer that is no success is an exception."""

    def __init__(self, runtime: Runtime, settings: Settings) -> None:
        self.runtime = runtime
        self.settings = settings

    async def health(self) -> Dict[str, Any]:
        """Who is there, and where its log stands."""
        return _members(await self.call("GET", "/health"))

    async def cursor(self) -> Cursor:
        """Where the log stands."""
        return Cursor.parse(str((await self.health()).get("cursor", "")))

    async def points(self) -> List[Dict[str, Any]]:
        """Every declared point with its state."""
        return _objects(await self.call("GET", f"{ROOT}/points"))

    async def point(self, name: str) -> Dict[str, Any]:
        """One point with its state."""
        states = _objects(await self.call("GET", _injection(name)))
        if not states:
            raise JinxError(f"{self.settings.address} has no state for '{name}'")
        return states[0]

    async def enabled(self) -> List[str]:
        """Names enabled now."""
        names = await self.call("GET", f"{ROOT}/injection")
        return [str(name) for name in names or []]

    async def enable(
        self, name: str, query: Mapping[str, object], parameters: Mapping[str, str]
    ) -> Dict[str, Any]:
        """Arms a point; answers ``cursor``, ``arm`` and ``seed``."""
        body = dict(parameters) if parameters else None
        return _members(await self.call("POST", target(_injection(name), query), body))

    async def disable(self, name: Optional[str], lease: Optional[str] = None) -> Dict[str, Any]:
        """Disarms a point, or all."""
        path = f"{ROOT}/injection" if name is None else _injection(name)
        return _members(await self.call("DELETE", target(path, {"lease": lease})))

    async def message(self, name: str, query: Mapping[str, object]) -> Dict[str, Any]:
        """Lets parked threads go; answers ``released`` and ``kept``."""
        return _members(await self.call("POST", target(f"{_injection(name)}/message", query)))

    async def enters(self, name: str) -> int:
        """Hits so far in this life of the JVM."""
        return int(await self.call("GET", f"{_injection(name)}/enters"))

    async def waiters(self, name: str) -> List[Dict[str, Any]]:
        """Who is parked there."""
        return _objects(await self.call("GET", f"{_injection(name)}/waiters"))

    async def declare(self, declaration: Mapping[str, object]) -> Dict[str, Any]:
        """Declares a point now."""
        return _members(await self.call("POST", f"{ROOT}/points", declaration))

    async def undeclare(self, name: str) -> Dict[str, Any]:
        """Takes a point away."""
        return _members(await self.call("DELETE", f"{ROOT}/points/{quote(name, safe='')}"))

    async def create_lease(self, seconds: float) -> str:
        """Makes a lease; answers its id."""
        path = target(f"{ROOT}/leases", {"ttl": f"{math.ceil(seconds * 1000)}ms"})
        return str(_members(await self.call("POST", path))["id"])

    async def renew_lease(self, lease: str, patience: Optional[float] = None) -> None:
        """Makes it last from now on; ``UnknownLeaseError`` if it is over."""
        await self.call("PUT", f"{ROOT}/leases/{quote(lease, safe='')}", patience=patience)

    async def end_lease(self, lease: str) -> None:
        """Ends it with its arms; ``UnknownLeaseError`` if it is over."""
        await self.call("DELETE", f"{ROOT}/leases/{quote(lease, safe='')}")

    async def stream(
        self,
        query: Mapping[str, object],
        resume: str,
        patience: float,
        on_wire: Callable[[Wire], None],
    ) -> Response:
        """Opens the event stream; whatever its status is. The wire is told before its answer."""
        headers = {
            "Accept": "text/event-stream",
            "Cache-Control": "no-store",
            "Last-Event-ID": resume or None,
            "Authorization": self.settings.token.bearer(),
        }
        path = target(f"{ROOT}/events", query)
        return await ask(
            self.runtime, self.settings, "GET", path, headers, None, patience, on_wire
        )

    async def call(
        self,
        method: str,
        path: str,
        body: Optional[object] = None,
        patience: Optional[float] = None,
    ) -> Any:
        """One request and the JSON of its answer, None for an empty one."""
        bearer = self.settings.token.bearer()
        try:
            return await self._once(method, path, body, patience, bearer)
        except RefusedError as e:
            # Refused before it did anything, so that asking again does nothing twice.
            if e.status != 401 or bearer is None or not self.settings.token.renew(bearer):
                raise
        return await self._once(method, path, body, patience, self.settings.token.bearer())

    async def _once(
        self,
        method: str,
        path: str,
        body: Optional[object],
        patience: Optional[float],
        bearer: Optional[str],
    ) -> Any:
        idle = min(patience or self.settings.request_timeout, self.settings.request_timeout)
        headers = {"Accept": "application/json", "Authorization": bearer}
        text = None if body is None else json.dumps(body)
        try:
            answer = await ask(self.runtime, self.settings, method, path, headers, text, idle)
            try:
                content = await answer.text()
            finally:
                answer.close()
        except OSError as e:
            raise self.unreachable(e) from e
        if answer.status // 100 != 2:
            raise refusal(answer.status, content)
        return _json(content, str(self.settings.address))

    def unreachable(self, cause: OSError) -> UnreachableError:
        """What a failure of the connection means to a caller."""
        message = f"no agent answers at {self.settings.address}: {cause}"
        return UnreachableError(message, isinstance(cause, ConnectionRefusedError))


def refusal(status: int, body: str) -> RefusedError:
    """The exception that says best what an answer says."""
    try:
        problem = json.loads(body)
    except ValueError:
        problem = {}  # something in between answered: the status still says something
    if not isinstance(problem, dict):
        problem = {}
    usual = "the agent wants a token" if status == 401 else problem.get("title", f"HTTP {status}")
    detail = str(problem.get("detail", usual))
    if status == 404 and "lease" in problem:
        return UnknownLeaseError(detail, status, problem)
    if status == 404 and "detail" in problem:
        return UnknownPointError(detail, status, problem)
    return RefusedError(detail, status, problem)


def _injection(name: str) -> str:
    return f"{ROOT}/injection/{quote(name, safe='')}"


def _json(text: str, who: str) -> Any:
    try:
        return json.loads(text) if text.strip() else None
    except ValueError as e:
        raise JinxError(f"not an agent at {who}: {e}") from e


def _members(value: Any) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> List[Dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
