"""Chats as they are written down in these tests, and played.

    > words       are sent
    [words]       taps the newest button so labelled; [o:calf] taps by what the button sends, in any language
    anything else is waited for in a message that is new or has changed since the last deed
"""

from collections.abc import Callable
from inspect import cleandoc

from bot.sandbox import Person
from bot.sandbox.shapes import Message


async def play(person: Person, chat: str) -> Message:
    """Play a chat and return the message the last line was found in, or else the bot's newest."""
    heard, fresh = None, news(person)
    for line in cleandoc(chat).splitlines():
        if line.startswith(">"):
            fresh = news(person)
            person.send(line[1:].strip())
        elif line.startswith("["):
            fresh = news(person)
            tap(person, line[1:-1])
        else:
            heard = await person.hears(lambda m, words=line: words in m.text and fresh(m))
    return heard or person.last


def news(person: Person) -> Callable[[Message], bool]:
    """A question about messages: is this one new since now, or changed?"""
    before = {message.id: (message.text, message.keyboard) for message in person.messages}
    return lambda message: before.get(message.id) != (message.text, message.keyboard)


def tap(person: Person, wanted: str) -> None:
    """Tap the newest button that sends this, or else that is labelled so."""
    for message in reversed(person.from_bot):
        for row in message.buttons:
            for button in row:
                if button.data and button.data.partition(":")[2] == wanted:
                    person.tap(button.data, message)
                    return
    person.tap(wanted)
