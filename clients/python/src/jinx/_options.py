"""How to connect."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Optional, Union

from ._address import Address, Settings, Token


class Options(NamedTuple):
    """What ``connect`` and ``connect_async`` take besides the address; times in seconds."""

    token: Optional[str] = None
    """A bearer token."""
    token_file: Optional[Union[str, Path]] = None
    """Where the token lies; read again when the agent refuses it."""
    lease: Optional[float] = 30.0
    """Arms end that long after this process has died or stalled; None ties them to nothing."""
    dead_after: float = 1.0
    """The JVM is called dead once nothing has listened at its address for that long."""
    connect_timeout: float = 5.0
    request_timeout: float = 30.0

    def settings(self, address: Optional[str]) -> Settings:
        """The settings for an address; ``JINX_ADDRESS``, else the usual one, where it is None."""
        return Settings(
            Address.parse(address or Address.usual()),
            Token(self.token, self.token_file),
            self.connect_timeout,
            self.request_timeout,
            self.dead_after,
        )
