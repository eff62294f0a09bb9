"""Whether the bot can do its work now."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import structlog
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.clock import Clock
from bot.outbound.api import Api
from bot.sight import limits
from bot.store import Backlog, Store
from bot.store.errors import StoreError

FRESH = 1.0  # seconds; who asks more often is told the same again

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """`seconds` is the age that was looked at; None where there is nothing that could be old."""

    ok: bool
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    checks: dict[str, Check]
    backlog: Backlog | None  # None: the database does not answer

    @property
    def failing(self) -> list[str]:
        return [name for name, check in self.checks.items() if not check.ok]


class Health:
    """Notes when Telegram last answered and what is in hand, and looks at the rest when asked."""

    def __init__(self, store: Store, api: Api, clock: Clock, *, sends: bool) -> None:
        """
        Args:
            api: Asked for its name where Telegram has been silent for long.
            sends: Whether what waits to be sent is this process's to send. Where it is not, restarting
                it or leaving it out would help nobody.
        """
        self._store, self._api, self._clock, self._sends = store, api, clock, sends
        self._heard_at = float("-inf")
        self._in_hand: dict[object, float] = {}
        self._asking = asyncio.Lock()
        self._last: tuple[float, Report] | None = None

    def telegram_answered(self) -> None:
        self._heard_at = monotonic()

    def telegram_refused(self) -> None:
        """It does not know the bot: to be asked again when somebody looks."""
        self._heard_at = float("-inf")

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        ticket = object()
        self._in_hand[ticket] = monotonic()
        try:
            yield
        finally:
            del self._in_hand[ticket]

    async def report(self) -> Report:
        async with self._asking:
            if self._last is None or monotonic() - self._last[0] > FRESH:
                report = await self._look()
                self._last = (monotonic(), report)
            return self._last[1]

    async def _look(self) -> Report:
        backlog, silence = await asyncio.gather(self._backlog(), self._silence())
        now = monotonic()
        update = max((now - since for since in self._in_hand.values()), default=None)
        checks = {
            "database": Check(backlog is not None),
            "telegram": Check(silence <= limits.TELEGRAM, _finite(silence)),
            "updates": _no_older(update, limits.UPDATE),
        }
        if backlog is not None:
            reminder, parcel = self._age(backlog.oldest_due), self._age(backlog.oldest_parcel)
            checks["reminders"] = _no_older(reminder, limits.REMINDER, matters=self._sends)
            checks["messages"] = _no_older(parcel, limits.PARCEL, matters=self._sends)
        return Report(checks, backlog)

    async def _backlog(self) -> Backlog | None:
        try:
            async with asyncio.timeout(limits.DATABASE):
                return await self._store.backlog(self._clock.now())
        except (StoreError, TimeoutError):
            return None
        except Exception:  # noqa: BLE001  whoever looks is told what fails, whatever that is
            _log.exception("the database could not be looked at")
            return None

    async def _silence(self) -> float:
        """How long Telegram has been silent; asked now, where that is long."""
        if monotonic() - self._heard_at > limits.TELEGRAM:
            try:
                async with asyncio.timeout(limits.ASKED):  # its connections may all be busy
                    await self._api.call("getMe", {})
            except (InvalidToken, NetworkError, TimeoutError):
                pass
            except TelegramError:
                self.telegram_answered()
            else:
                self.telegram_answered()
        return monotonic() - self._heard_at

    def _age(self, moment: datetime | None) -> float | None:
        if moment is None:
            return None
        return max((self._clock.now() - moment).total_seconds(), 0.0)  # its clock was set back


def _no_older(seconds: float | None, most: float, *, matters: bool = True) -> Check:
    return Check(not matters or seconds is None or seconds <= most, seconds)


def _finite(seconds: float) -> float | None:
    return None if seconds == float("inf") else seconds
