"""HTTP/1.1 as far as an agent speaks it: one request on a connection."""

from __future__ import annotations

from typing import Callable, Dict, Mapping, Optional
from urllib.parse import urlencode

from ._address import Settings
from ._runtime import Runtime, Wire

_LONGEST_LINE = 64 * 1024


class Broken(OSError):
    """What came is cut off, or is no HTTP."""


class Response:
    """An answer whose body is read as it comes."""

    def __init__(self, wire: Wire, patience: float) -> None:
        self._wire = wire
        self._buffer = b""
        self._left: Optional[int] = None
        self._chunked = False
        self._ended = False
        self.patience = patience
        """How long the other side may be silent, in seconds."""
        self.status = 0
        self.headers: Dict[str, str] = {}

    async def read_head(self) -> None:
        """Reads the status line and the headers, whose names are in lower case."""
        words = (await self._line()).split(" ", 2)
        if len(words) < 2 or not words[0].startswith("HTTP/1.") or not words[1].isdigit():
            raise Broken("what answers does not speak HTTP/1")
        self.status = int(words[1])
        line = await self._line()
        while line:
            name, _, value = line.partition(":")
            self.headers[name.strip().lower()] = value.strip()
            line = await self._line()
        self._chunked = self.headers.get("transfer-encoding", "").lower() == "chunked"
        length = self.headers.get("content-length", "")
        self._left = int(length) if length.isdigit() and not self._chunked else None
        self._ended = self._left == 0 or self.status == 204

    async def read(self) -> bytes:
        """The next piece of the body; empty at its end. ``Broken`` if it is cut off."""
        if self._ended:
            return b""
        if self._chunked and not self._left:
            self._left = _size(await self._line())
            if self._left == 0:
                self._ended = True
                return b""
        piece = self._buffer or await self._wire.receive(self.patience)
        if not piece:
            if self._left is not None:
                raise Broken("the answer breaks off")
            self._ended = True
            return b""
        taken = piece if self._left is None else piece[: self._left]
        self._buffer = piece[len(taken) :]
        if self._left is not None:
            self._left -= len(taken)
            if self._chunked and self._left == 0:
                await self._line()  # the end of the chunk
            elif self._left == 0:
                self._ended = True
        return taken

    async def text(self) -> str:
        """The whole body."""
        pieces = []
        piece = await self.read()
        while piece:
            pieces.append(piece)
            piece = await self.read()
        return b"".join(pieces).decode("utf-8", "replace")

    def close(self) -> None:
        """Ends the connection."""
        self._wire.close()

    async def _line(self) -> str:
        while b"\n" not in self._buffer:
            piece = await self._wire.receive(self.patience)
            if not piece or len(self._buffer) > _LONGEST_LINE:
                raise Broken("the connection was closed before the answer")
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.rstrip(b"\r").decode("latin-1")


async def ask(
    runtime: Runtime,
    settings: Settings,
    method: str,
    target: str,
    headers: Mapping[str, Optional[str]],
    body: Optional[str],
    patience: float,
    on_wire: Callable[[Wire], None] = lambda wire: None,
) -> Response:
    """Sends a request; answers when the head of the response is there.

    Until then only whoever took the wire can end it.
    """
    wire = await runtime.connect(settings.address, settings.connect_timeout)
    try:
        on_wire(wire)
        payload = b"" if body is None else body.encode("utf-8")
        lines = [f"{method} {target} HTTP/1.1", f"Host: {settings.address}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
        if body is not None:
            lines.append("Content-Type: application/json")
        if body is not None or method == "POST":
            lines.append(f"Content-Length: {len(payload)}")
        await wire.send("\r\n".join([*lines, "", ""]).encode("latin-1") + payload)
        response = Response(wire, patience)
        await response.read_head()
        return response
    except BaseException:
        wire.close()
        raise


def _size(line: str) -> int:
    try:
        return int(line.partition(";")[0].strip(), 16)
    except ValueError as e:
        raise Broken(f"no size of a chunk: {line[:20]!r}") from e


def target(path: str, query: Mapping[str, object]) -> str:
    """A path with those keys of the query that have a value."""
    pairs = {key: value for key, value in query.items() if value is not None}
    return f"{path}?{urlencode(pairs)}" if pairs else path
