"""The client on asyncio, and what ScyllaDB's test code calls."""

import asyncio

import pytest

import jinx
from jinx._asyncio import OnAsyncio


def test_a_thread_is_held_and_let_go(jvm):
    async def run():
        async with jinx.connect_async(jvm.address) as node:
            commit = await node.point("commit").enable("pause(60s)")
            jvm.send("commit 5")
            hit = await commit.wait_parked(30)
            assert hit.captured == {"amount": 5}
            await hit.release("return(55)")
            assert (await hit.wait_end()).get("outcome") == "return(55)"
        assert jvm.wait_output("commit 5") == "commit 5 = 55"

    asyncio.run(run())


def test_waits_run_beside_one_another(jvm):
    async def run():
        async with jinx.connect_async(jvm.address) as node:
            append = await node.point("append").enable()
            commit = await node.point("commit").enable()
            both = asyncio.gather(append.wait_hit(), commit.wait_hit())
            await asyncio.sleep(0)  # lets both begin; what they wait for has not happened
            jvm.send("append 1")
            jvm.send("commit 1")
            assert [hit.event.injection for hit in await both] == ["append", "commit"]
            hits = await jinx.wait_all_async(append, commit)
            assert len(hits) == 2
            await jinx.wait_any_async(append, commit)

    asyncio.run(run())


def test_a_wait_can_be_cancelled_and_others_go_on(jvm):
    async def run():
        async with jinx.connect_async(jvm.address, on_report=lambda found: None) as node:
            never = await node.point("never").enable()
            append = await node.point("append").enable()
            waiting = asyncio.get_running_loop().create_task(never.wait_hit(600))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            jvm.send("append 2")
            assert (await append.wait_hit()).thread["name"] == "writer-2"

    asyncio.run(run())


def test_nothing_runs_on_after_the_connection(jvm):
    async def run():
        async with jinx.connect_async(jvm.address, on_report=lambda found: None) as node:
            await node.point("never").enable()
            assert len(asyncio.all_tasks()) > 1
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())


def test_whoever_is_cancelled_while_closing_is_cancelled():
    async def run():
        ending, end = asyncio.Event(), asyncio.Event()

        async def slow():
            try:
                await asyncio.Event().wait()
            finally:
                ending.set()
                await end.wait()

        task = OnAsyncio().spawn("slow", slow())
        await asyncio.sleep(0)  # lets it begin
        joining = asyncio.get_running_loop().create_task(task.join())
        await ending.wait()
        joining.cancel()
        with pytest.raises(asyncio.CancelledError):
            await joining
        end.set()
        await task.join()

    asyncio.run(run())


def test_the_stream_as_scylladb_writes_it(jvm):
    api = jinx.InjectionAPI()

    async def run():
        async with jinx.injection_event_stream(jvm.address) as stream:
            await api.enable_injection(jvm.address, "append", one_shot=True)
            jvm.send("append 1")
            event = await stream.wait_for_injection("append", timeout=30)
            assert event["injection"] == "append"
            assert event["type"] == "observe"
            assert isinstance(event["shard"], int)
            assert await api.get_enabled_injections(jvm.address) == []

    asyncio.run(run())


def test_several_injections_are_waited_for_in_any_order(jvm):
    api = jinx.InjectionAPI()

    async def run():
        host, port = jvm.address.split(":")
        async with jinx.injection_event_stream(host, port=int(port)) as stream:
            for name in ("append", "commit"):
                await api.enable_injection(jvm.address, name, one_shot=False)
            for line in ("append 31", "commit 32", "append 33"):  # no other test says these
                jvm.send(line)
                jvm.wait_output(line)
            commit = await stream.wait_for_injection("commit")
            first = await stream.wait_for_injection("append")
            second = await stream.wait_for_injection("append")
            assert commit["thread"]["name"] == "writer-32"
            assert [one["thread"]["name"] for one in (first, second)] == ["writer-31", "writer-33"]
            await api.disable_all_injections(jvm.address)

    asyncio.run(run())


def test_the_stream_takes_no_release_for_a_hit(jvm):
    async def run():
        api = jinx.InjectionAPI(port=int(jvm.address.split(":")[1]))
        async with jinx.injection_event_stream(jvm.address) as stream:
            await api.enable_injection("127.0.0.1", "commit", False)
            node_api = jinx.connect_async(jvm.address, on_report=lambda found: None)
            async with node_api as node:
                await node.point("commit").disable()
                await node.point("commit").enable("pause(60s)")
                jvm.send("commit 1")
                assert (await stream.wait_for_injection("commit"))["type"] == "handler"
                await api.message_injection("127.0.0.1", "commit")
                with pytest.raises(asyncio.TimeoutError, match="in vain for a hit of 'commit'"):
                    await stream.wait_for_injection("commit", timeout=0.1)

    asyncio.run(run())


def test_inject_error_and_its_handler(jvm):
    api = jinx.InjectionAPI()

    async def run():
        async with jinx.inject_error(api, jvm.address, "append", {"why": 3}) as handler:
            assert await api.get_enabled_injections(jvm.address) == ["append"]
            [state] = await api.get_injection(jvm.address, "append")
            assert state["enabled"] is True
            assert {p["key"]: p["value"] for p in state["parameters"]} == {"why": "3"}
            await handler.message()
        assert await api.get_enabled_injections(jvm.address) == []
        handler = await jinx.inject_error_one_shot(api, jvm.address, "append")
        assert handler.injection == "append"
        await api.disable_injection(jvm.address, "append")

    asyncio.run(run())


def test_an_unknown_injection_is_told_at_once(jvm):
    async def run():
        async with jinx.injection_event_stream(jvm.address) as stream:
            with pytest.raises(jinx.UnknownPointError, match="did you mean 'commit'"):
                await stream.wait_for_injection("comit", timeout=600)

    asyncio.run(run())


def test_a_stream_is_iterated(jvm):
    async def run():
        async with jinx.connect_async(jvm.address) as node:
            await node.point("append").enable()
            await node.point("commit").enable()
            async with await node.events("app*", phase=["hit", "parked"]) as events:
                for line in ("commit 41", "append 41", "append 42"):  # no other test says these
                    jvm.send(line)
                    jvm.wait_output(line)
                names = []
                async for event in events:
                    names.append(event.thread["name"])
                    if len(names) == 2:
                        break
                assert names == ["writer-41", "writer-42"]

    asyncio.run(run())
