"""The bot's command menu, by scope and language."""

import re
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.profile import scope_key
from bot.sandbox.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")


def read_language(params: Params) -> str:
    """The two-letter language of a call, or "" for every other.

    Raises:
        ApiError: 400: no such code.
    """
    language = params.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _key(params: Params) -> tuple[str, str]:
    return scope_key(params.thing("scope")), read_language(params)


def set_commands(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmycommands"""
    given: list[dict[str, Any]] = params.things("commands") or []
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for one in given:
        command = str(one.get("command", "")).removeprefix("/")
        description = str(one.get("description", ""))
        if not _COMMAND.fullmatch(command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": command, "description": description})
    world.profile.commands[_key(params)] = commands
    world.tell("profile")
    return True


def get_commands(world: World, params: Params) -> list[dict[str, str]]:
    """https://core.telegram.org/bots/api#getmycommands"""
    return world.profile.commands.get(_key(params), [])


def delete_commands(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands"""
    world.profile.commands.pop(_key(params), None)
    world.tell("profile")
    return True
