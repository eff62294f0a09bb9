"""A bot among strangers: whether it answers everybody in the end, and what it could not take."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from structlog.testing import capture_logs

from bot.app.intake import Intake, poll
from bot.app.parts import Parts, together
from bot.app.serving import serve
from bot.clock import ScaledClock
from bot.conversation import Conversation
from bot.intake.delivery import Door
from bot.intake.webhook import SECRET, Webhook
from bot.outbound import pauses, windows
from bot.outbound.api import TelegramApi
from bot.outbound.pauses import unless_stopped
from bot.sandbox import Sandbox
from bot.sandbox.updates import Pending
from bot.store import Store
from tests.end_to_end.chats import LIBRARY, TEXTS
from tests.strangers.crowd import Crowd
from tests.strangers.damage import body_of
from tests.strangers.through import Through

ME = "legwise_sandbox_bot"
NIGHT = datetime(2026, 11, 24, 3, tzinfo=UTC)
ROUND = 100  # updates that may wait at once
PATIENCE = 120.0  # seconds for a round
TURNED_AWAY = {400, 413}
STRANGE_BODIES = 0.03
EVERYDAY = (
    "message is not modified",
    "message can't be deleted",
)  # the one as it is, the other too old
HELD = {"a malformed update is set aside", "a delivery is no update"}  # as it should be
BROKEN = {"an update is set aside", "a step failed", "an alarm is left until the claim on it ends"}

Post = Callable[[bytes], Awaitable[int]]


@dataclass
class Outcome:
    """What came of it. What is `unhandled`, `refused` or `stuck` should be nothing."""

    updates: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)  # log lines about what cannot be read
    answers: Counter[int] = field(default_factory=Counter)  # of the webhook
    everyday: int = 0  # calls with which the bot asks whether a message is still there
    unhandled: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.updates += other.updates
        self.aside += other.aside
        self.answers += other.answers
        self.everyday += other.everyday
        self.unhandled += other.unhandled
        self.refused += other.refused
        self.stuck += other.stuck


class Trial:
    """One bot on one store and one sandbox, with a crowd before it."""

    def __init__(self, store: Store, seed: int, *, webhook: bool, network: bool) -> None:
        """
        Args:
            webhook: Whether updates are delivered, not asked for.
            network: Whether there is real HTTP between bot and sandbox.
        """
        self._store, self._seed = store, seed
        self._webhook, self._network = webhook, network
        self._clock = ScaledClock(0, NIGHT)
        self.outcome = Outcome()

    async def run(self, number: int) -> Outcome:
        """Let a crowd send so many updates."""
        with unlimited(), capture_logs() as log:
            async with Sandbox(clock=lambda: self._clock.now().timestamp()) as sandbox:
                crowd = Crowd(sandbox, self._seed)
                async with self._api(sandbox) as api:
                    await self._serve(sandbox, crowd, api, number, log)
        self._read(log)
        self.outcome.updates = crowd.sent
        return self.outcome

    def _api(self, sandbox: Sandbox) -> TelegramApi:
        client = Through(sandbox)
        return TelegramApi(sandbox.token, sandbox.url, None if self._network else (client, client))

    async def _serve(
        self, sandbox: Sandbox, crowd: Crowd, api: TelegramApi, number: int, log: list[Any]
    ) -> None:
        stop = asyncio.Event()
        parts = Parts(api, self._store, LIBRARY, TEXTS, ME, self._clock, 10**6)
        intake = self._delivered(sandbox) if self._webhook else poll
        bot = asyncio.create_task(serve(parts, stop, intake))
        try:
            while crowd.total < number and not bot.done():
                crowd.act(min(ROUND, number - crowd.total))
                await self._rest(sandbox, bot)
                self._clock.advance(timedelta(minutes=crowd.chance.choice((1, 10, 60, 600))))
                self._see_refused(crowd)
                self._read(log)
            await self._everybody_is_heard(sandbox, crowd, bot)
        finally:
            stop.set()
            await bot
        self._see_refused(crowd)

    async def _rest(self, sandbox: Sandbox, bot: "asyncio.Task[None]") -> None:
        """Wait until nothing waits, here or in the store."""
        async with asyncio.timeout(PATIENCE):
            while not bot.done():
                waiting = sandbox.world.updates.pending
                if not waiting and not (await self._store.backlog(self._clock.now())).parcels:
                    return
                await sandbox.world.changed.wait(0.02)

    async def _everybody_is_heard(
        self, sandbox: Sandbox, crowd: Crowd, bot: "asyncio.Task[None]"
    ) -> None:
        for person in crowd.people:
            person.unblock()
        asked = [(person, person.send("/about")) for person in crowd.people]
        await self._rest(sandbox, bot)
        self.outcome.stuck += [
            person.transcript()[-2000:] for person, sent in asked if not person.find("", sent)
        ]

    def _see_refused(self, crowd: Crowd) -> None:
        for words in crowd.forget():
            if any(usual in words for usual in EVERYDAY):
                self.outcome.everyday += 1
            elif not words.startswith("getUpdates: 409"):  # the farewell ends the poll before it
                self.outcome.refused.append(words)

    def _read(self, log: list[Any]) -> None:
        for line in log:
            if line["event"] in HELD:
                self.outcome.aside[line["event"]] += 1
            elif line["event"] in BROKEN or line["log_level"] in {"error", "critical"}:
                self.outcome.unhandled.append(str(line))
        log.clear()

    def _delivered(self, sandbox: Sandbox) -> Intake:
        async def receive(parts: Parts, conversation: Conversation, stop: asyncio.Event) -> None:
            webhook = Webhook(conversation, ME, "secret", parts.store.sharing)
            app = webhook.app("/updates")
            if self._network:
                door = Door(app, "127.0.0.1", 0)
                url = f"http://127.0.0.1:{door._socket.getsockname()[1]}"
                through: httpx.AsyncBaseTransport = httpx.AsyncHTTPTransport()
            else:
                through, url = httpx.ASGITransport(app), "http://bot"
            async with httpx.AsyncClient(transport=through, base_url=url, timeout=60) as client:

                async def post(body: bytes) -> int:
                    head = {SECRET: "secret"}
                    return (await client.post("/updates", content=body, headers=head)).status_code

                carrying = unless_stopped(stop, self._carry(sandbox, post))
                serving = (door.serve_until(stop),) if self._network else ()
                await together(stop, webhook.break_off(stop), carrying, *serving)

        return receive

    async def _carry(self, sandbox: Sandbox, post: Post) -> None:
        """Deliver as Telegram does: one chat's updates in order, different chats' at once."""
        chance, updates = random.Random(self._seed), sandbox.world.updates
        while True:
            chats: dict[int, list[Pending]] = {}
            for pending in updates.pending:
                chats.setdefault(pending.key, []).append(pending)
            await asyncio.gather(*(self._line(sandbox, post, c, chance) for c in chats.values()))
            if not updates.pending:
                await updates.arrived.wait()

    async def _line(
        self, sandbox: Sandbox, post: Post, line: list[Pending], chance: random.Random
    ) -> None:
        for pending in line:
            body = json.dumps(pending.shape).encode()
            if pending.key < 10**9 and chance.random() < STRANGE_BODIES:  # not somebody's own
                body = body_of(chance, pending.shape)
            while (answer := await post(body)) not in {200, *TURNED_AWAY}:
                self.outcome.answers[answer] += 1
                await asyncio.sleep(0.01)
            self.outcome.answers[answer] += 1
            sandbox.world.updates.acknowledge(pending.id)


@contextmanager
def unlimited() -> Iterator[None]:
    """Nobody's thumb is as quick; Telegram's limits are not what is tried."""
    usual = windows.PRIVATE, windows.GROUP, pauses.FIRST
    windows.PRIVATE = windows.GROUP = windows.Limit(10**6, 1.0)
    pauses.FIRST = 0.01
    try:
        yield
    finally:
        windows.PRIVATE, windows.GROUP, pauses.FIRST = usual
