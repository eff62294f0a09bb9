"""Updates in, by whichever way is configured: asked for, or delivered."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, InvalidToken

from bot.app.errors import REFUSED, CannotStart
from bot.app.parts import Parts, together
from bot.app.watching import opened
from bot.config import Config
from bot.conversation import Conversation
from bot.intake.polling import Polling

if TYPE_CHECKING:
    from bot.intake.delivery import Address

Intake = Callable[[Parts, Conversation, asyncio.Event], Coroutine[Any, Any, None]]


async def poll(parts: Parts, conversation: Conversation, stop: asyncio.Event) -> None:
    """Ask Telegram for updates, until the stop."""
    try:
        await Polling(parts.api, conversation, parts.me).run(stop)
    except InvalidToken:
        raise CannotStart(REFUSED) from None


def chosen_intake(config: Config) -> Intake:
    if config.webhook_url is None:
        return poll
    # Who polls needs no web server, and none of its memory.
    from bot.intake.delivery import Address, usual_secret  # noqa: PLC0415

    secret = config.webhook_secret or usual_secret(config.token or "")
    address = Address(config.webhook_url, secret, config.host, config.port)

    async def receive(parts: Parts, conversation: Conversation, stop: asyncio.Event) -> None:
        await _receive(parts, conversation, stop, address)

    return receive


async def _receive(
    parts: Parts, conversation: Conversation, stop: asyncio.Event, address: "Address"
) -> None:
    """Let Telegram deliver updates, until the stop."""
    from bot.intake.delivery import ask_for_delivery  # noqa: PLC0415  see above
    from bot.intake.webhook import Webhook  # noqa: PLC0415

    webhook = Webhook(conversation, parts.me, address.secret, parts.store.sharing)
    beside = () if parts.sight is None else parts.sight.routes()
    door = opened(webhook.app(address.path, beside), address.host, address.port, "PORT")
    try:
        await together(
            stop,
            door.serve_until(stop),
            webhook.break_off(stop),
            ask_for_delivery(parts.api, address, stop),
        )
    except InvalidToken:
        raise CannotStart(REFUSED) from None
    except BadRequest as error:
        raise CannotStart(f"Telegram does not accept WEBHOOK_URL: {error.message}") from None
