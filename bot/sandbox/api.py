"""One Bot API call: token, faults, limits, the method, and a line in the log."""

import inspect
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.faults import Answer, Delay, Drop, Fault, Faults
from bot.sandbox.limits import Limits
from bot.sandbox.methods import BY_LOWER_NAME, METHODS
from bot.sandbox.params import Params
from bot.sandbox.world import World

Patience = Callable[[float | None], Awaitable[None]]
"""Waits so many seconds (None: for ever), or until the caller has gone."""


@dataclass(slots=True)
class Call:
    """One call as the log keeps it."""

    method: str
    """By Telegram's spelling; as the caller wrote it where Telegram has no such method."""
    params: dict[str, Any]
    """As they came: texts from forms, JSON unread. Files are left out."""
    chat: int | None
    at: float
    """Seconds since 1970, by the sandbox's clock."""
    code: int | None = None
    """200, or the error code; None while under way and where the connection was dropped."""
    description: str = ""
    result: Any = None
    fault: Fault | None = None

    @property
    def ok(self) -> bool:
        """Whether it was answered with a result."""
        return self.code == 200


@dataclass(slots=True)
class Api:
    """Answers calls and remembers them."""

    world: World
    token: str
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    calls: list[Call] = field(default_factory=list)
    calls_to: defaultdict[int | None, list[Call]] = field(default_factory=lambda: defaultdict(list))
    """The same by chat: somebody who looks at one of thousands need not read them all."""
    busy: int = 0
    """Calls under way, other than waiting for updates."""

    async def answer(
        self, token: str, method: str, params: Params, patience: Patience
    ) -> tuple[int, dict[str, Any]] | None:
        """Answer one call.

        Returns:
            The HTTP status and the JSON to send, or None where the connection is to be cut.
        """
        if token != self.token:
            return 401, ApiError(401, "Unauthorized").shape()
        name = BY_LOWER_NAME.get(method.lower(), method)
        chat = params.number("chat_id") if "chat_id" in params else None
        call = Call(name, params.values, chat, self.world.clock())
        self.calls.append(call)
        self.calls_to[chat].append(call)
        if name == "getUpdates":
            return await self._under_fault(call, params, patience)
        self._count(1)
        try:
            return await self._under_fault(call, params, patience)
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        self.busy += change
        self.world.changed.ring()

    async def _under_fault(
        self, call: Call, params: Params, patience: Patience
    ) -> tuple[int, dict[str, Any]] | None:
        """Let happen to the call what was planned for it."""
        call.fault = self.faults.pick(call.method, call.chat)
        match call.fault:
            case Answer():
                return self._refuse(call, call.fault.error())
            case Drop(handled=False):
                return None
            case Drop(handled=True):
                await self._perform(call, params)
                call.code = None
                return None
            case Delay(seconds=seconds):
                await patience(seconds)
                if seconds is None:
                    return None
        return await self._perform(call, params)

    async def _perform(self, call: Call, params: Params) -> tuple[int, dict[str, Any]]:
        """Do what the method does, or refuse."""
        method = METHODS.get(call.method)
        if method is None:
            return self._refuse(call, ApiError(404, "Not Found"))
        if refusal := self.limits.check(call.method, call.chat):
            return self._refuse(call, refusal)
        try:
            result = method(self.world, params)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as refusal:
            return self._refuse(call, refusal)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # JSON of a shape no method expects; Telegram too blames the caller.
            return self._refuse(call, bad_request(f"can't parse the request: {error!r}"))
        call.code, call.result = 200, result
        return 200, {"ok": True, "result": result}

    @staticmethod
    def _refuse(call: Call, refusal: ApiError) -> tuple[int, dict[str, Any]]:
        call.code, call.description = refusal.code, refusal.description
        return refusal.code, refusal.shape()
