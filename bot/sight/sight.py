"""The witness that counts, and the addresses where it tells."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from time import monotonic
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.clock import Clock
from bot.outbound.api import Api
from bot.sight.counters import CONTENT_TYPE, Counters
from bot.sight.health import Health
from bot.sight.limits import DATABASE
from bot.store import Store
from bot.store.errors import StoreError

COUNT_AGAIN = 300.0  # seconds; counting a million chats takes a moment

RESULTS: tuple[tuple[type[TelegramError], str], ...] = (
    (RetryAfter, "flood"),
    (Forbidden, "forbidden"),
    (ChatMigrated, "moved"),
    (InvalidToken, "unauthorized"),
    (BadRequest, "refused"),
    (TimedOut, "timeout"),
    (NetworkError, "unreachable"),
)


class Sight:
    """See `bot.witness.Witness`."""

    def __init__(self, store: Store, api: Api, clock: Clock, *, sends: bool) -> None:
        """See `Health`."""
        self.counters = Counters()
        self.health = Health(store, api, clock, sends=sends)
        self._store = store
        self._known: tuple[float, int] | None = None

    def heard(self, kind: str, result: str) -> None:
        self.counters.updates.labels(kind, result).inc()

    def in_hand(self) -> AbstractContextManager[None]:
        return self.health.in_hand()

    def advised(self, urgency: int) -> None:
        self.counters.endings.labels(str(urgency)).inc()

    def rang(self, late: float) -> None:
        self.counters.lag.observe(max(late, 0.0))

    def called(self, method: str, result: str) -> None:
        self.counters.calls.labels(method, result).inc()
        if result == "unauthorized":
            self.health.telegram_refused()
        elif result not in {"timeout", "unreachable"}:
            self.health.telegram_answered()

    def answered(self, seconds: float) -> None:
        self.counters.reply.observe(max(seconds, 0.0))

    def posted(self, priority: str, change: int) -> None:
        self.counters.in_hand.labels(priority).inc(change)

    def gave_up(self, what: str) -> None:
        self.counters.set_aside.labels(what).inc()

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self._alive),
            Route("/readyz", self._ready),
            Route("/metrics", self._metrics),
        ]

    async def _alive(self, _request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def _ready(self, _request: Request) -> Response:
        report = await self.health.report()
        checks = {name: asdict(check) for name, check in report.checks.items()}
        body = {"ready": not report.failing, "failing": report.failing, "checks": checks}
        return JSONResponse(body, status_code=503 if report.failing else 200)

    async def _metrics(self, _request: Request) -> Response:
        report = await self.health.report()
        chats = None if report.backlog is None else await self._chats()
        return Response(self.counters.page(report, chats), media_type=CONTENT_TYPE)

    async def _chats(self) -> int | None:
        if self._known is None or monotonic() - self._known[0] > COUNT_AGAIN:
            try:
                async with asyncio.timeout(DATABASE):
                    self._known = (monotonic(), await self._store.known())
            except (StoreError, TimeoutError):
                return None
        return self._known[1]


class Counted:
    """An Api whose calls are counted."""

    def __init__(self, api: Api, sight: Sight) -> None:
        self._api, self._sight = api, sight

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        try:
            answer = await self._api.call(method, params)
        except TelegramError as error:
            self._sight.called(method, result_of(error))
            raise
        self._sight.called(method, "ok")
        return answer


def result_of(error: TelegramError) -> str:
    """How a call failed, in a word."""
    return next((word for kind, word in RESULTS if isinstance(error, kind)), "failed")
