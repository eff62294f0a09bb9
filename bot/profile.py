"""What Telegram shows of the bot before anybody talks to it: its commands and its description."""

import asyncio

import structlog
from telegram.error import BadRequest, TelegramError

from bot.flow.library import Library
from bot.outbound.api import Api
from bot.outbound.pauses import growing_pauses
from bot.text import Text, text
from bot.texts import Texts

SHORT_AT_MOST = 120  # characters; https://core.telegram.org/bots/api#setmyshortdescription
ABOUT = text(
    "I ask about a sore leg or a long journey and tell you how soon to get care, and why. I give information,"
    " never a diagnosis, and no clinician has reviewed me yet. In an emergency call your local number."
)
SHORT = text(
    "How soon to get care for a sore leg, and why. Not a diagnosis. In an emergency call your local number."
)

_log = structlog.get_logger(__name__)


def commands(library: Library) -> list[tuple[str, Text]]:
    """Every command, in the order of the menu."""
    return [
        *((flow.command, Text(flow.about)) for flow in library.flows.values()),
        ("start", text("Say hello, or begin anew")),
        ("cancel", text("Stop the check")),
        ("reminders", text("What I remind you of")),
        ("help", text("How to use me")),
        ("language", text("Change the language")),
        ("privacy", text("What I keep, and for how long")),
        ("erase", text("Delete everything I keep about you")),
        ("about", text("Sources, version, review")),
    ]


async def introduce(api: Api, library: Library, texts: Texts) -> None:
    """Set the command menu and the description in every language, trying until Telegram took them."""
    for pause in growing_pauses():
        try:
            for code in texts.languages:
                await _introduce_in(api, library, texts, code)
        except TelegramError as error:
            _log.warning("the command menu could not be set", reason=error.message)
            if isinstance(error, BadRequest):
                return
            await asyncio.sleep(pause)
        else:
            return


async def _introduce_in(api: Api, library: Library, texts: Texts, code: str) -> None:
    listed = commands(library)
    ids = (*ABOUT.ids(), *SHORT.ids())
    speaker = texts.speaker(code, [*ids, *(i for _, words in listed for i in words.ids())])
    # English is for everybody whose language has no list of its own.
    language = {} if code == "en" else {"language_code": code.partition("-")[0]}
    menu = [{"command": name, "description": speaker.say(words)} for name, words in listed]
    await api.call("setMyCommands", {"commands": menu, **language})
    short = {"short_description": speaker.say(SHORT)[:SHORT_AT_MOST], **language}
    await api.call("setMyShortDescription", short)
    await api.call("setMyDescription", {"description": speaker.say(ABOUT), **language})
