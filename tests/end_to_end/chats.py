"""Chats as they are written down in these tests, and played.

    > words       are sent
    [words]       taps the button so labelled; [o:calf] taps by what the button sends, in any language
    anything else is waited for

Buttons and words are waited for in messages that are new or have changed since the last deed.
"""

from collections.abc import Callable
from inspect import cleandoc

from bot.sandbox import Person
from bot.sandbox.shapes import Message


async def play(person: Person, chat: str) -> Message:
    """Play a chat and return the message the last line was found in, or else the bot's newest."""
    heard, fresh = None, news(person, all_is_new=True)
    for line in cleandoc(chat).splitlines():
        if line.startswith(">"):
            fresh = news(person)
            person.send(line[1:].strip())
        elif line.startswith("["):
            on = await person.hears(_fresh_and(fresh, data_of, line[1:-1]))
            fresh = news(person)
            person.press(on, data_of(on, line[1:-1]))
        else:
            heard = await person.hears(_fresh_and(fresh, _says, line))
    return heard or person.last


def _fresh_and(
    fresh: Callable[[Message], bool], has: Callable[[Message, str], object], wanted: str
) -> Callable[[Message], bool]:
    return lambda message: fresh(message) and bool(has(message, wanted))


def _says(message: Message, words: str) -> bool:
    return words in message.text


def news(person: Person, *, all_is_new: bool = False) -> Callable[[Message], bool]:
    """A question about messages: is this one new since now, or changed?"""
    before = {message.id: (message.text, message.keyboard) for message in person.messages}
    return lambda m: all_is_new or before.get(m.id) != (m.text, m.keyboard)


def data_of(message: Message, wanted: str) -> str:
    """What the button meant sends; empty where the message has none."""
    buttons = [button for row in message.buttons for button in row if button.data]
    exact = [b for b in buttons if wanted in {b.label, choice_of(b.data or "")}]
    alike = [b for b in buttons if wanted in b.label]
    return next((button.data or "" for button in (*exact, *alike)), "")


def choice_of(data: str) -> str:
    """A button's data without the number of its card."""
    return data.partition(":")[2]


def tap(person: Person, wanted: str) -> None:
    """Tap the newest such button, however old its message."""
    for message in reversed(person.from_bot):
        if data := data_of(message, wanted):
            person.press(message, data)
            return
    raise AssertionError(f"no button {wanted!r}\n{person.transcript()}")
