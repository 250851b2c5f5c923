"""The functions of ScyllaDB's test client for error injections, over Python's standard library.

They send the requests that ScyllaDB's own client sends: the same methods, paths, queries, bodies and
content types. What drives them stands below; each line that it prints is an order for the JVM,
which is answered by a line when it has been carried out.
"""

import contextlib
import http.client
import json
import queue
import sys
import threading
import urllib.parse

ADDRESS = sys.argv[1]
TIMEOUT = 60


def request(method, path, params=None, body=None):
    connection = http.client.HTTPConnection(ADDRESS, timeout=TIMEOUT)
    query = "?" + urllib.parse.urlencode(params) if params else ""
    headers = {"Accept": "*/*"}
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection.request(method, path + query, body=body, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(f"{method} {path}: {answer.status} {text}")
    return answer, text


def get_json(path):
    answer, text = request("GET", path)
    # aiohttp refuses to read anything else as JSON
    assert answer.getheader("Content-Type").split(";")[0] == "application/json"
    return json.loads(text)


def enable_injection(injection, one_shot, parameters={}):
    request(
        "POST",
        f"/v2/error_injection/injection/{injection}",
        params={"one_shot": str(one_shot)},
        body={key: str(value) for key, value in parameters.items()},
    )


def enable_injection_without_body(injection, one_shot):
    request("POST", f"/v2/error_injection/injection/{injection}", params={"one_shot": str(one_shot)})


def disable_injection(injection):
    request("DELETE", f"/v2/error_injection/injection/{injection}")


def disable_all():
    request("DELETE", "/v2/error_injection/injection")


def get_enabled_injections():
    data = get_json("/v2/error_injection/injection")
    assert type(data) == list
    assert all(type(name) == str for name in data)
    return data


def get_injection(injection):
    return get_json(f"/v2/error_injection/injection/{injection}")


def get_enters(injection):
    return get_json(f"/v2/error_injection/injection/{injection}/enters")


def message_injection(injection):
    request("POST", f"/v2/error_injection/injection/{injection}/message")


class InjectionEventStream:
    """Reads the stream beside the test; events wait in a queue until somebody asks for them."""

    def __init__(self):
        self.events = queue.Queue()
        self.connection = http.client.HTTPConnection(ADDRESS, timeout=TIMEOUT)
        self.connection.request(
            "GET", "/v2/error_injection/events", headers={"Accept": "text/event-stream"}
        )
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        with contextlib.suppress(Exception):
            while line := self.answer.readline():
                if line.startswith(b"data: "):
                    self.events.put(json.loads(line[6:]))

    def wait_for_injection(self, injection, timeout=TIMEOUT):
        while True:
            event = self.events.get(timeout=timeout)
            if event.get("injection") == injection:
                return event


@contextlib.contextmanager
def inject_error(injection, one_shot, parameters={}):
    enable_injection(injection, one_shot, parameters)
    if injection not in get_enabled_injections():
        raise RuntimeError("error injections are not enabled")
    try:
        yield
    finally:
        disable_injection(injection)


def order(text):
    print(text, flush=True)
    assert sys.stdin.readline().strip() == "done"


def an_injection_is_enabled_read_and_disabled():
    with inject_error("a", False, {"why": "partition", "times": 3}):
        state = get_injection("a")
        assert type(state) == list
        assert all(node["enabled"] is True for node in state)
        for node in state:
            assert {p["key"]: p["value"] for p in node["parameters"]} == {
                "why": "partition",
                "times": "3",
            }
    assert get_enabled_injections() == []
    assert all(node["enabled"] is False for node in get_injection("a"))
    disable_injection("a")  # once more does no harm


def a_one_shot_is_gone_after_its_hit():
    before = get_enters("a")
    enable_injection("a", one_shot=True)
    assert get_enabled_injections() == ["a"]
    order("a 1")
    assert get_enabled_injections() == []
    order("a 1")
    assert get_enters("a") == before + 1


def the_stream_tells_of_a_hit():
    stream = InjectionEventStream()
    enable_injection_without_body("a", False)
    order("a 1")
    event = stream.wait_for_injection("a")
    assert event["injection"] == "a"
    assert type(event["shard"]) == int
    assert type(event["type"]) == str
    disable_all()
    assert get_enabled_injections() == []


def a_waiting_thread_goes_on_at_a_message():
    stream = InjectionEventStream()
    enable_injection("gate", one_shot=False)
    order("start waiting")
    event = stream.wait_for_injection("gate")
    assert event["type"] == "handler"
    message_injection("gate")
    order("passed waiting")
    disable_all()


def a_message_that_comes_first_is_not_lost():
    enable_injection("gate", one_shot=True)
    message_injection("gate")
    order("start later")
    order("passed later")
    disable_all()


def an_unknown_name_is_refused():
    for call in (
        lambda: enable_injection("no_such_injection", False),
        lambda: get_injection("no_such_injection"),
        lambda: message_injection("no_such_injection"),
        lambda: disable_injection("no_such_injection"),
    ):
        try:
            call()
        except RuntimeError as refused:
            assert " 404 " in str(refused), refused
        else:
            raise AssertionError("accepted")


for scenario in (
    an_injection_is_enabled_read_and_disabled,
    a_one_shot_is_gone_after_its_hit,
    the_stream_tells_of_a_hit,
    a_waiting_thread_goes_on_at_a_message,
    a_message_that_comes_first_is_not_lost,
    an_unknown_name_is_refused,
):
    scenario()
    order("shown " + scenario.__name__)
