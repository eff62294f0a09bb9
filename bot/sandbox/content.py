"""What a call may put into a message: text, captions, keyboards, within Telegram's limits."""

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.entities import find_entities, utf16
from bot.sandbox.errors import bad_request
from bot.sandbox.markup import parse_html, tidy, trim
from bot.sandbox.params import Params
from bot.sandbox.shapes import Json

# Source: https://core.telegram.org/bots/api#sendmessage, #sendphoto, #inlinekeyboardbutton
LONGEST_TEXT = 4096  # UTF-16 units, after markup is read
LONGEST_CAPTION = 1024
LONGEST_DATA = 64  # bytes
MOST_BUTTONS = 100

_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}


def _formatted(params: Params, name: str, given: str) -> tuple[str, list[Json]]:
    """Read a text by its parse_mode, or with the entities that came with it."""
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(params.text(name))
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, entities = trim(tidy(params.text(name)), params.things(given) or [])
    return text, find_entities(text, entities)


def read_text(params: Params) -> Json:
    """The body of a text message.

    Raises:
        ApiError: 400: empty, too long, or broken markup.
    """
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    body: Json = {"text": text}
    if entities:
        body["entities"] = entities
    return body


def read_caption(params: Params) -> Json:
    """The caption part of a body; empty where there is none.

    Raises:
        ApiError: 400: too long, or broken markup.
    """
    text, entities = _formatted(params, "caption", "caption_entities")
    if utf16(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    body: Json = {"caption": text} if text else {}
    if text and entities:
        body["caption_entities"] = entities
    return body


def read_keyboard(params: Params) -> list[list[Json]]:
    """The inline keyboard of a call; empty where there is none.

    Raises:
        ApiError: 400: a button Telegram refuses.
    """
    markup = params.thing("reply_markup") or {}
    rows = markup.get("inline_keyboard") or []
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_button(key) for key in row] for row in rows if row]


def read_reply_keyboard(params: Params) -> list[list[str]] | None:
    """The labels of a reply keyboard, [] where one is taken away, None where neither."""
    markup = params.thing("reply_markup") or {}
    if markup.get("remove_keyboard"):
        return []
    if "keyboard" not in markup:
        return None
    return [
        [key if isinstance(key, str) else str(key["text"]) for key in row]
        for row in markup["keyboard"]
    ]


def _button(key: Any) -> Json:
    """Check one inline button."""
    if not isinstance(key, dict) or "text" not in key:
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not str(key["text"]).strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not _ACTIONS & key.keys():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = key.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in key and not urlsplit(str(key["url"])).scheme:
        raise bad_request(
            f"inline keyboard button URL '{key['url']}' is invalid: URL host is empty"
        )
    return dict(key)
