"""aiohttp's own client, which knows nothing of Jinx, reads the stream as it is."""

import asyncio
import json

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="aiohttp is not installed")

API = "/v2/error_injection"


async def _frames(response):
    frame = {}
    async for line in response.content:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field:
            frame[field] = value
        elif "data" in frame:
            yield frame
            frame = {}


def test_a_hit_is_waited_for_and_let_go(jvm):
    async def run():
        async with aiohttp.ClientSession(f"http://{jvm.address}") as session:
            async with session.get(f"{API}/events") as stream:
                assert stream.content_type == "text/event-stream"
                point = f"{API}/injection/commit"
                async with session.post(
                    point, params={"one_shot": "True"}, json={"a": "b"}
                ) as done:
                    assert (await done.json())["arm"] >= 1
                jvm.send("commit 1")
                frame = await _frames(stream).__anext__()
                event = json.loads(frame["data"])
                assert event["injection"] == "commit"
                assert event["parameters"] == {"a": "b"}
                assert frame["id"] == event["id"]
            async with session.get(f"{API}/injection") as enabled:
                assert await enabled.json() == []

    asyncio.run(run())


def test_it_comes_back_with_the_last_id(jvm):
    async def run():
        async with aiohttp.ClientSession(f"http://{jvm.address}") as session:
            async with session.post(f"{API}/injection/append"):
                jvm.send("append 1")
            query = {"injection": "append", "since": "earliest"}
            async with session.get(f"{API}/events", params=query) as stream:
                first = await _frames(stream).__anext__()
            jvm.send("append 2")
            back = {"Last-Event-ID": first["id"]}
            async with session.get(f"{API}/events", params=query, headers=back) as stream:
                second = await _frames(stream).__anext__()
            hits = [json.loads(frame["data"])["hit"] for frame in (first, second)]
            assert hits == [hits[0], hits[0] + 1]
            async with session.delete(f"{API}/injection") as done:
                assert (await done.json())["disabled"] == 1

    asyncio.run(run())
