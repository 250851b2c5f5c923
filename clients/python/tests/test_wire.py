"""What comes over the wire, in whatever pieces."""

import socket
import threading

import pytest

import jinx
from jinx import _address, _sse
from jinx.events import Cursor, Event

STREAM = (
    b'retry: 500\nid: n1@4.0\n\n: heartbeat 15\n\nid: n1@4.1\ndata: {"a":\ndata: \xc3\xa4}\n\n'
    b"event: gap\nid: n1@4.9\ndata: {}\n\n: rotate\n\n"
)
FRAMES = [
    _sse.Frame("", "n1@4.0"),
    _sse.Frame("", "n1@4.0", "heartbeat 15"),
    _sse.Frame('{"a":\n\u00e4}', "n1@4.1"),
    _sse.Frame("{}", "n1@4.9"),
    _sse.Frame("", "n1@4.9", "rotate"),
]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_frames_are_the_same_however_they_are_cut(size, end):
    stream = STREAM.replace(b"\n", end)
    parser = _sse.Parser()
    frames = []
    for at in range(0, len(stream), size):
        frames += parser.feed(stream[at : at + size])
    assert frames == FRAMES


@pytest.mark.parametrize(
    "text, address",
    [
        ("127.0.0.1:7200", ("127.0.0.1", 7200)),
        ("n1", ("n1", 7117)),
        ("[::1]:7200", ("::1", 7200)),
        ("[::1]", ("::1", 7117)),
        ("::1", ("::1", 7117)),
    ],
)
def test_addresses(text, address):
    parsed = _address.Address.parse(text)
    assert parsed == address
    assert _address.Address.parse(str(parsed)) == address


@pytest.mark.parametrize("text", ["", ":7117", "n1:", "n1:0", "n1:65536", "n1:port"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match="not an address"):
        _address.Address.parse(text)


def test_cursors():
    cursor = Cursor.parse("a.b@c@4.17")
    assert cursor == ("a.b@c", 4, 17)
    assert str(cursor) == "a.b@c@4.17"
    assert Cursor("n", 5, 1).is_after(Cursor("n", 4, 9))
    for wrong in ("", "n1", "n1@4", "@4.1", "n1@4.-1", "n1@4.1 "):
        with pytest.raises(ValueError, match="not a cursor"):
            Cursor.parse(wrong)


def test_an_event_is_a_dict_with_names():
    event = Event.parse('{"injection":"x","type":"sleep","shard":3,"hit":2,"id":"n@1.5"}', "")
    assert event["shard"] == 3 and event.hit == 2 and event.cursor == ("n", 1, 5)
    assert dict(event)["injection"] == event.injection == "x"


@pytest.mark.parametrize(
    "answer, told",
    [
        (b"SSH-2.0-OpenSSH\r\n", "does not speak HTTP"),
        (b"", "closed before the answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "breaks off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "no size of a chunk"),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>", "not an agent at"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "HTTP 502"),
    ],
)
def test_what_is_no_agent_is_told(answer, told):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with server.accept()[0] as connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(jinx.JinxError, match=told):
            jinx.connect("127.0.0.1:%d" % server.getsockname()[1])
        thread.join(60)
