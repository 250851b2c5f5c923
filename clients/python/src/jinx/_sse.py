"""Server-sent events, as they come in pieces."""

from __future__ import annotations

import codecs
from typing import List, NamedTuple


class Frame(NamedTuple):
    """What a stream brought: an event, a position alone (no data), or a comment."""

    data: str
    position: str
    comment: str = ""

    @property
    def is_event(self) -> bool:
        return bool(self.data)


class Parser:
    """Takes bytes, gives frames. One for each connection; the position goes on from the last."""

    def __init__(self, position: str = "") -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self._after_cr = False
        self._position = position
        self._told = position
        self._data: List[str] = []

    def feed(self, piece: bytes) -> List[Frame]:
        """The frames that are complete now."""
        text = self._decoder.decode(piece)
        if self._after_cr and text:
            self._after_cr = False
            text = text[1:] if text.startswith("\n") else text
        if text:
            self._after_cr = text.endswith("\r")
        *lines, self._text = (
            (self._text + text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        )
        frames: List[Frame] = []
        for line in lines:
            self._line(line, frames)
        return frames

    def _line(self, line: str, frames: List[Frame]) -> None:
        if not line:
            self._end(frames)
            return
        field, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if not field:
            frames.append(Frame("", self._told, value))
        elif field == "data":
            self._data.append(value)
        elif field == "id" and "\0" not in value:
            self._position = value

    def _end(self, frames: List[Frame]) -> None:
        if self._data or self._position != self._told:
            frames.append(Frame("\n".join(self._data), self._position))
        self._told = self._position
        self._data = []
