"""Streams that break, lose events, and end with their JVM."""

import asyncio
import threading

import pytest

import jinx
from proxy import Proxy


def test_a_lost_connection_is_taken_up_where_it_broke(jvm):
    with Proxy(jvm.address) as proxy, jinx.connect(proxy.address) as node:
        append = node.point("append").enable()
        jvm.send("append 1")
        first = append.wait_hit()
        proxy.cut()
        jvm.send("append 2")
        jvm.send("append 3")
        hits = append.wait_count(3)
        assert hits[0].cursor == first.cursor
        assert [hit.number - first.number for hit in hits] == [0, 1, 2]
        opened = proxy.streams()
        assert "Last-Event-ID" not in opened[0]
        assert f"Last-Event-ID: {first.cursor}" in opened[1]
        with pytest.raises(TimeoutError, match="stream: connected, reconnected 1 times"):
            append.wait_count(4, 0)


def test_an_async_stream_is_taken_up_where_it_broke(jvm):
    async def run(proxy):
        async with jinx.connect_async(proxy.address) as node:
            await node.point("append").enable()
            async with await node.events("append") as events:
                jvm.send("append 1")
                first = await events.next()
                proxy.cut()
                jvm.send("append 2")
                second = await events.next()
                assert second.hit == first.hit + 1
                assert events.cursor == second.cursor

    with Proxy(jvm.address) as proxy:
        asyncio.run(run(proxy))


def test_events_that_are_lost_are_told_and_the_stream_goes_on(start):
    jvm = start(config={"log": {"hits": False, "retention": "1MB"}})
    node = jvm.jinx
    begin = node.cursor()
    node.point("tick").enable()
    jvm.send("tick 30000")
    jvm.wait_output("tick 30000")
    assert node.point("tick").hits() == 30000  # so that no more are lost while it is looked at
    with pytest.raises(jinx.GapError) as strict:
        node.events(since=begin, strict=True)
    assert strict.value.gap["lost"] > 0
    with node.events(since=begin) as events:
        with pytest.raises(jinx.GapError, match="events are lost") as told:
            next(events)
        lost = told.value.gap["lost"]
        assert lost > 0
        assert next(events).hit == lost + 1
    with jinx.connect(jvm.address) as later:
        with pytest.raises(jinx.GapError, match="events are lost while waiting for 'tick'"):
            later.point("tick").since(begin).wait_hit()


def test_the_death_of_the_jvm_is_told(start):
    jvm = start()
    node = jvm.jinx
    append = node.point("append").enable()
    jvm.send("append 1")
    hit = append.wait_hit()
    with node.events() as events:
        jvm.kill()
        with pytest.raises(jinx.JvmDiedError, match=f"the JVM died: {jvm.address}"):
            append.after(hit).wait_hit(600)
        with pytest.raises(jinx.JvmDiedError):
            next(events)
    assert append.wait_hit().number == 1  # what came before it is still seen
    with pytest.raises(jinx.UnreachableError) as told:
        node.points()
    assert told.value.nothing_listens
    node.close()  # a dead JVM has nothing armed


def test_another_life_of_the_node_is_no_hit(start, port, tmp_path):
    config = {"node": "n1", "log": {"hits": False, "directory": str(tmp_path / "log")}}
    first = start(config=config, options={"port": port})
    node = first.connect(dead_after=60, on_report=lambda found: None)
    append = node.point("append").enable()
    first.send("append 0")
    hit = append.wait_hit()
    with node.events(across_restarts=True) as everything, node.events() as events:
        first.kill()
        second = start(config=config, options={"port": port})
        second.jinx.point("append").enable()
        second.send("append 1")
        with pytest.raises(jinx.JvmDiedError, match="it was n1 in boot 1, and now n1@2"):
            append.after(hit).wait_hit(600)
        with pytest.raises(jinx.JvmDiedError):
            next(events)
        assert next(everything).cursor == jinx.Cursor("n1", 2, 1)
    node.close()


def test_closing_a_stream_ends_its_iteration(jvm):
    with jinx.connect(jvm.address) as node:
        events = node.events()
        seen = []
        thread = threading.Thread(target=lambda: seen.extend(events))
        thread.start()
        events.close()
        thread.join(60)
        assert not thread.is_alive() and seen == []


class Silent:
    """Lets the stream's requests wait for an answer that does not come."""

    def __init__(self):
        self.asked, self.over = threading.Event(), threading.Event()

    def __call__(self, head):
        if "/events" not in head.split("\r\n")[0]:
            return None
        self.asked.set()
        self.over.wait(60)
        return b""


def test_closing_ends_a_reconnection_that_nobody_answers(jvm, monkeypatch):
    monkeypatch.setattr("jinx._connection._LATE", 3600.0)  # it would wait that long
    silent = Silent()
    with Proxy(jvm.address) as proxy:
        node = jinx.connect(proxy.address)
        proxy.instead = silent
        proxy.cut()
        assert silent.asked.wait(60)
        closing = threading.Thread(target=node.close, daemon=True)
        closing.start()
        closing.join(60)
        silent.over.set()
        assert not closing.is_alive()


def test_closing_a_stream_ends_a_reconnection_that_nobody_answers(jvm, monkeypatch):
    monkeypatch.setattr("jinx._connection._LATE", 3600.0)
    silent = Silent()
    with Proxy(jvm.address) as proxy, jinx.connect(jvm.address) as node:
        with jinx.connect(proxy.address) as other:
            events = other.events()
            proxy.instead = silent
            seen = []
            reading = threading.Thread(target=lambda: seen.extend(events), daemon=True)
            reading.start()
            proxy.cut()
            assert silent.asked.wait(60)
            events.close()
            other.close()
            reading.join(60)
            silent.over.set()
            assert not reading.is_alive() and seen == []
        assert node.enabled() == []


def test_a_stream_that_reaches_its_age_is_taken_up(start):
    jvm = start(config={"server": {"max-age": "1s"}, "log": {"hits": False}})
    with Proxy(jvm.address) as proxy, jinx.connect(proxy.address) as node:
        append = node.point("append").enable()
        number = 0
        while len(proxy.streams()) < 3:
            number += 1
            jvm.send(f"append {number}")
            append.wait_count(number)
        assert [hit.number for hit in append.wait_count(number)] == list(range(1, number + 1))
