"""How the bot gets its updates: by asking, or at a webhook."""

import re
from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.shapes import Json
from bot.sandbox.updates import Webhook
from bot.sandbox.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HERE = {"127.0.0.1", "localhost", "::1"}


def _allowed(params: Params) -> list[str] | None:
    return params.things("allowed_updates")


def get_updates(world: World, params: Params) -> Awaitable[list[Any]]:
    """https://core.telegram.org/bots/api#getupdates"""
    world.updates.allow(_allowed(params))
    limit = params.number("limit", 100)
    return world.updates.poll(
        params.number("offset"), min(100, limit) if limit > 0 else 100, params.number("timeout")
    )


def set_webhook(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setwebhook, except that it delivers to loopback only."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in _HERE:
        raise bad_request("bad webhook: the sandbox delivers to this computer only")
    secret = params.text("secret_token") or None
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(_allowed(params))
    if params.flag("drop_pending_updates"):
        world.updates.drop_all()
    connections = min(100, max(1, params.number("max_connections", 40)))
    world.updates.webhook = Webhook(url, secret, connections)
    world.updates.arrived.ring()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook"""
    world.updates.webhook = None
    if params.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.arrived.ring()
    return True


def get_webhook_info(world: World, _params: Params) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    updates = world.updates
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
    }
    if updates.allowed is not None:
        info["allowed_updates"] = sorted(updates.allowed)
    if updates.webhook is not None:
        hook = updates.webhook
        info |= {"url": hook.url, "max_connections": hook.max_connections}
        if hook.last_error_message is not None:
            info["last_error_date"] = hook.last_error_date
            info["last_error_message"] = hook.last_error_message
    return info
