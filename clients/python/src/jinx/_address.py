"""Where an agent listens, and what it wants to be shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, Optional, Union

DEFAULT_PORT = 7117
_LAST_PORT = 65535


class Address(NamedTuple):
    """A host and a port, written ``host:port`` or ``[::1]:port``."""

    host: str
    port: int

    @staticmethod
    def parse(text: str, port: int = DEFAULT_PORT) -> Address:
        """Reads an address; one without a port has the usual one."""
        written = text.strip()
        host, colon, number = written.rpartition(":")
        if not colon or number.endswith("]"):
            host, number = written, str(port)
        elif ":" in host and not host.startswith("["):
            host, number = written, str(port)  # an IPv6 address without brackets
        if host.startswith("[") and host.endswith("]"):
            host = host[1:-1]
        if not host or not number.isdigit() or not 0 < int(number) <= _LAST_PORT:
            raise ValueError(f"not an address (HOST:PORT): '{text}'")
        return Address(host, int(number))

    @staticmethod
    def usual() -> str:
        """``JINX_ADDRESS``, else the port that agents take by themselves."""
        return os.environ.get("JINX_ADDRESS") or f"127.0.0.1:{DEFAULT_PORT}"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class Token:
    """A bearer token, given or in a file that may be renewed. Never in ``repr``."""

    def __init__(self, value: Optional[str], file: Optional[Union[str, Path]]) -> None:
        self._file = None if file is None else Path(file)
        self._value = value if value is not None or self._file is None else self._read(self._file)

    def bearer(self) -> Optional[str]:
        """The header's value, or None for no token."""
        return None if self._value is None else f"Bearer {self._value}"

    def renew(self, refused: Optional[str]) -> bool:
        """Reads the file again; whether there is another token than the refused one now."""
        try:
            now = self._read(self._file) if self._file is not None else ""
        except OSError:
            now = ""  # gone while somebody writes it: what was refused stays refused
        self._value = now or self._value
        return self.bearer() != refused

    @staticmethod
    def _read(file: Path) -> str:
        return file.read_text(encoding="utf-8").strip()


class Settings(NamedTuple):
    """How an agent is reached. Times in seconds."""

    address: Address
    token: Token
    connect_timeout: float = 5.0
    request_timeout: float = 30.0
    dead_after: float = 1.0
