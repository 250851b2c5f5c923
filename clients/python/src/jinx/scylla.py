"""What ScyllaDB's test code calls, with the same names and arguments.

``node_ip`` may be ``HOST`` or ``HOST:PORT``. Nothing here is tied to a lease: as in ScyllaDB, an
injection stays enabled until somebody disables it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, AsyncIterator, Dict, List, Mapping, Optional, Union

from ._address import DEFAULT_PORT, Address
from ._api import Api
from ._asyncio import OnAsyncio
from ._client import AsyncJinx, connect_async
from ._options import Options
from .events import Cursor, Event


class InjectionAPI:
    """The functions of ScyllaDB's client for error injections; all of them are to be awaited."""

    def __init__(
        self,
        port: int = DEFAULT_PORT,
        token: Optional[str] = None,
        token_file: Optional[Union[str, Path]] = None,
    ) -> None:
        self._port = port
        self._options = Options(token=token, token_file=token_file)

    def _api(self, node_ip: str) -> Api:
        address = str(Address.parse(str(node_ip), self._port))
        return Api(OnAsyncio(), self._options.settings(address))

    async def enable_injection(
        self, node_ip: str, injection: str, one_shot: bool, parameters: Mapping[str, Any] = {}
    ) -> None:
        """Enables it, for one hit or for every one."""
        texts = {key: str(value) for key, value in parameters.items()}
        await self._api(node_ip).enable(injection, {"one_shot": str(one_shot)}, texts)

    async def disable_injection(self, node_ip: str, injection: str) -> None:
        """Disables it; whoever is parked there goes on."""
        await self._api(node_ip).disable(injection)

    async def disable_all_injections(self, node_ip: str) -> None:
        """Disables every one."""
        await self._api(node_ip).disable(None)

    async def get_injection(self, node_ip: str, injection: str) -> List[Dict[str, Any]]:
        """Its state, as an array of one node: ``enabled``, ``parameters`` and more."""
        return [await self._api(node_ip).point(injection)]

    async def get_enabled_injections(self, node_ip: str) -> List[str]:
        """The names of those that are enabled."""
        return await self._api(node_ip).enabled()

    async def message_injection(self, node_ip: str, injection: str) -> None:
        """Lets those go that wait there."""
        await self._api(node_ip).message(injection, {})


class InjectionHandler:
    """An injection that is enabled."""

    def __init__(self, api: InjectionAPI, injection: str, node_ip: str) -> None:
        self.api = api
        self.injection = injection
        self.node_ip = node_ip

    async def message(self) -> None:
        """Lets those go that wait there."""
        await self.api.message_injection(self.node_ip, self.injection)


@asynccontextmanager
async def inject_error(
    api: InjectionAPI, node_ip: str, injection: str, parameters: Mapping[str, Any] = {}
) -> AsyncIterator[InjectionHandler]:
    """Enabled inside the block, disabled after it."""
    await api.enable_injection(node_ip, injection, False, parameters)
    try:
        yield InjectionHandler(api, injection, node_ip)
    finally:
        await api.disable_injection(node_ip, injection)


async def inject_error_one_shot(
    api: InjectionAPI, node_ip: str, injection: str, parameters: Mapping[str, Any] = {}
) -> InjectionHandler:
    """Enabled for one hit."""
    await api.enable_injection(node_ip, injection, True, parameters)
    return InjectionHandler(api, injection, node_ip)


class InjectionEventStream:
    """The events of a node from the moment it was opened. Made by ``injection_event_stream``."""

    def __init__(self, jinx: AsyncJinx) -> None:
        self._jinx = jinx
        self._passed: Dict[str, Cursor] = {}

    @property
    def cursor(self) -> Cursor:
        """Where the stream began."""
        return self._jinx.begin

    async def wait_for_injection(self, injection: str, timeout: float = 30.0) -> Event:
        """The next hit of that injection: a dict with ``injection``, ``type``, ``shard`` and more.

        Each call gives the one behind that of the call before; hits of other injections stay for
        whoever waits for them. Raises ``asyncio.TimeoutError`` with a diagnosis.
        """
        begin = self._passed.get(injection, self._jinx.begin)
        hit = await self._jinx.point(injection).since(begin).wait_hit(timeout)
        self._passed[injection] = hit.event.cursor
        return hit.event


@asynccontextmanager
async def injection_event_stream(
    node_ip: str,
    port: int = DEFAULT_PORT,
    token: Optional[str] = None,
    token_file: Optional[Union[str, Path]] = None,
) -> AsyncIterator[InjectionEventStream]:
    """``async with injection_event_stream(address) as stream``."""
    address = str(Address.parse(str(node_ip), port))
    async with connect_async(address, token=token, token_file=token_file, lease=None) as jinx:
        yield InjectionEventStream(jinx)
