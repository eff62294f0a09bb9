"""A bot that is watched: counted right, traced through, and nobody given away."""

import json
import re
import signal
import socket

import httpx

from bot.sandbox.faults import Answer
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess
from tests.ports import free_port

REFUSAL = 'Bad Request: can\'t parse entities: unsupported start tag "Zephyrine"'


async def on(stage: Stage) -> None:
    """Wait until a started bot serves, on however busy a machine."""
    await stage.sandbox.until(
        lambda: any(call.method == "setMyCommands" for call in stage.sandbox.calls), timeout=60
    )


async def test_a_whole_chat_is_counted_and_logged_without_a_word_of_it(
    stage: Stage, process: BotProcess
) -> None:
    ana = stage.sandbox.user("Zephyrine", id=987_654_321)
    port = free_port()
    process.settings |= {"LEGWISE_SIGHT_PORT": str(port), "LEGWISE_LOG_FORMAT": "json"}
    async with process.running(), httpx.AsyncClient(trust_env=False) as client:
        await on(stage)
        ana.send("/check")
        await play(ana, "[begin:leg-check]\n? red_flags\n> my xylophone hurts")
        await play(ana, "> I cannot breathe")
        await stage.sandbox.quiet(0.3)
        page = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
        ready = await client.get(f"http://127.0.0.1:{port}/readyz")
        assert await process.end(signal.SIGTERM) == 0
    assert (ready.status_code, ready.json()["failing"]) == (200, [])
    assert 'legwise_updates_total{kind="Commanded",result="handled"} 1.0' in page
    assert 'legwise_endings_total{urgency="4"} 1.0' in page
    assert re.search(r'legwise_calls_total\{method="sendMessage",result="ok"\} [3-9]', page)
    assert re.search(r"^legwise_reply_seconds_count [3-9]", page, re.MULTILINE)
    told = "\n".join([*process.errors, page])
    for private in ("987654321", "Zephyrine", "xylophone", "breathe", "red_flags", "leg-check"):
        assert private not in told


async def test_health_is_beside_the_webhook(stage: Stage, process: BotProcess) -> None:
    ana, port = stage.sandbox.user("Ana"), free_port()
    here = f"http://127.0.0.1:{port}"
    process.settings |= {"WEBHOOK_URL": f"{here}/updates", "PORT": str(port)}
    async with process.running(), httpx.AsyncClient(trust_env=False) as client:
        await on(stage)
        await play(ana, "> /about\nFree software")
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await client.get(here + path)).status_code == 200
        assert (await client.post(here + "/updates", json={})).status_code == 401
        assert await process.end(signal.SIGTERM) == 0


async def test_a_port_that_is_taken_stops_the_start_in_one_line(
    stage: Stage, process: BotProcess
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        process.settings["LEGWISE_SIGHT_PORT"] = str(taken.getsockname()[1])
        async with process.running():
            assert await process.end(None, seconds=60) == 2
    assert "set HOST and LEGWISE_SIGHT_PORT" in process.errors[-1]


async def test_a_refused_message_is_found_by_the_trace_of_its_update(
    stage: Stage, process: BotProcess
) -> None:
    ana = stage.sandbox.user("Ana")
    process.settings |= {"LEGWISE_LOG_FORMAT": "json"}
    async with process.running():
        await on(stage)
        await play(ana, "> /about\nFree software")
        stage.sandbox.faults.next("sendMessage", Answer(400, REFUSAL))
        ana.send("/help")
        await process.tells("Telegram refused")
        assert await process.end(signal.SIGTERM) == 0
    lines = [json.loads(line) for line in process.errors if line.startswith("{")]
    (line,) = [line for line in lines if line["event"] == "Telegram refused"]
    assert re.fullmatch(r"u\d+", line["trace"])
    assert line["reason"] == "Can't parse entities: unsupported start tag …"
    async with stage.memory() as store:
        (aside,) = await store.aside()
        assert await store.pending() == []
    assert (aside.what, aside.reason, aside.times) == ("sendMessage", line["reason"], 1)
