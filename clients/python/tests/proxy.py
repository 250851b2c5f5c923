"""Stands between a client and an agent: notes what is asked, cuts connections, answers itself."""

from __future__ import annotations

import socket
import threading
from typing import Callable, List, Optional


class Proxy:
    """Listens on a free port; a context manager."""

    def __init__(self, to: str) -> None:
        host, _, port = to.rpartition(":")
        self._to = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: List[socket.socket] = []
        self.heads: List[str] = []
        self.instead: Callable[[str], Optional[bytes]] = lambda head: None
        """Told each head; what it returns is answered, else the agent is asked."""
        self.address = "127.0.0.1:%d" % self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def streams(self) -> List[str]:
        """The heads of the requests for the event stream."""
        return [head for head in list(self.heads) if "/events" in head.split("\r\n")[0]]

    def cut(self) -> None:
        """Ends every connection that there is."""
        for each in list(self._open):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # has ended
        self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                inside, _ = self._listener.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=(inside,), daemon=True).start()

    def _serve(self, inside: socket.socket) -> None:
        with inside, socket.create_connection(self._to) as outside:
            head = inside.recv(65536)
            text = head.decode()
            self.heads.append(text)
            self._open += [inside, outside]
            answer = self.instead(text)
            if answer is not None:
                inside.sendall(answer)
                return
            host = text.split("Host: ")[1].split("\r\n")[0]
            outside.sendall(
                head.replace(host.encode(), b"%s:%d" % (self._to[0].encode(), self._to[1]))
            )
            try:
                piece = outside.recv(65536)
                while piece:
                    inside.sendall(piece)
                    piece = outside.recv(65536)
            except OSError:
                return  # cut

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.cut()
