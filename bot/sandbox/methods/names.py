"""The bot's name, descriptions and menu button."""

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.commands import read_language
from bot.sandbox.params import Params
from bot.sandbox.profile import Word
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

# Characters. Source: https://core.telegram.org/bots/api#setmyname and its neighbours
_LONGEST: dict[Word, int] = {"name": 64, "description": 512, "short_description": 120}


def _set(world: World, params: Params, word: Word) -> bool:
    language = read_language(params)
    text = params.text(word)
    if len(text) > _LONGEST[word]:
        raise bad_request(f"{word.replace('_', ' ')} is too long")
    world.profile.words[word, language] = text
    world.tell("profile")
    return True


def _get(world: World, params: Params, word: Word) -> Json:
    return {word: world.profile.word(word, read_language(params))}


def set_name(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmyname"""
    return _set(world, params, "name")


def get_name(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getmyname"""
    return _get(world, params, "name")


def set_description(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmydescription"""
    return _set(world, params, "description")


def get_description(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getmydescription"""
    return _get(world, params, "description")


def set_short_description(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmyshortdescription"""
    return _set(world, params, "short_description")


def get_short_description(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getmyshortdescription"""
    return _get(world, params, "short_description")


def _menu_chat(params: Params) -> int | None:
    return params.number("chat_id") if "chat_id" in params else None


def set_menu_button(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setchatmenubutton"""
    button = params.thing("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "default", "web_app"}:
        raise bad_request("can't parse menu button: type must be non-empty")
    world.profile.menu_buttons[_menu_chat(params)] = button
    world.tell("profile")
    return True


def get_menu_button(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getchatmenubutton"""
    buttons = world.profile.menu_buttons
    return buttons.get(_menu_chat(params)) or buttons.get(None) or {"type": "commands"}
