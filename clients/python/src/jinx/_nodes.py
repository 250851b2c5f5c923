"""Several JVMs at once, each by its name."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import Any, Dict, Iterator, Mapping, Optional, Union

from ._plain import Armed, Hit, Jinx, connect, wait_any


class Nodes(Mapping[str, Jinx]):
    """A connection to each; a context manager. ``nodes["n1"].point("x")`` is as for one."""

    def __init__(self, connections: Dict[str, Jinx]) -> None:
        self._connections = connections

    def __getitem__(self, name: str) -> Jinx:
        return self._connections[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._connections)

    def __len__(self) -> int:
        return len(self._connections)

    def enable(self, point: str, action: Optional[str] = None, **how: Any) -> Dict[str, Armed]:
        """Arms the point at each node; the arms by node. Where one refuses, none stays armed."""
        armed: Dict[str, Armed] = {}
        try:
            for name, jinx in self.items():
                armed[name] = jinx.point(point).enable(action, **how)
        except BaseException:
            for arm in armed.values():
                arm.disable()
            raise
        return armed

    def wait_any(self, armed: Mapping[str, Armed], timeout: float = 30.0) -> Hit:
        """The first hit at whichever node; its event tells the ``node``."""
        return wait_any(*armed.values(), timeout=timeout)

    def disable_all(self) -> None:
        """Disarms every point of every node."""
        for jinx in self.values():
            jinx.disable_all()

    def close(self) -> None:
        """Closes every connection, also where one of them fails to."""
        with ExitStack() as closing:
            for jinx in self.values():
                closing.callback(jinx.close)

    def __enter__(self) -> Nodes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect_nodes(nodes: Optional[Union[str, Mapping[str, str]]] = None, **options: Any) -> Nodes:
    """``{"n1": "127.0.0.1:7117"}`` or ``"n1=127.0.0.1:7117,n2=.."``, else ``JINX_NODES``.

    The options are those of :func:`connect`. ``ValueError`` where a node has another name.
    """
    if nodes is None:
        nodes = os.environ.get("JINX_NODES", "")
    addresses = _parse(nodes) if isinstance(nodes, str) else nodes
    connections: Dict[str, Jinx] = {}
    with ExitStack() as opened:
        for name, address in addresses.items():
            jinx = connections[name] = connect(address, **options)
            opened.callback(jinx.close)
            if jinx.node != name:
                raise ValueError(f"the node at {address} is '{jinx.node}', not '{name}'")
        opened.pop_all()
    return Nodes(connections)


def _parse(text: str) -> Dict[str, str]:
    found: Dict[str, str] = {}
    for pair in text.split(","):
        name, equals, address = (part.strip() for part in pair.partition("="))
        if not (name and equals and address) or name in found:
            raise ValueError(f"not n1=HOST:PORT,n2=..: '{text}'")
        found[name] = address
    return found
