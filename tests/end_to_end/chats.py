"""Chats as they are written down in these tests, and played.

    > words       are sent
    [words]       taps the button so labelled; [o:calf] taps by what the button sends, in any language
    (words)       waits for such a button and leaves it
    ? skin        waits for that question of the leg check, in the language of the chat
    ! self_care   waits for that ending
    words         are waited for as they stand

Buttons and words are waited for in messages that are new or have changed since the last deed.
"""

from collections.abc import Callable
from inspect import cleandoc
from itertools import pairwise

from bot.config import Config
from bot.load import load_library, load_texts
from bot.sandbox import Call, Person, Sandbox
from bot.sandbox.queries import Query
from bot.sandbox.shapes import Message
from bot.text import Text

TEXTS = load_texts()
LIBRARY = load_library(Config(), TEXTS)
FLOW = LIBRARY.main


async def play(person: Person, chat: str, language: str = "en") -> Message:
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
        elif line.startswith("("):
            heard = await person.hears(_fresh_and(fresh, data_of, line[1:-1]))
        else:
            heard = await person.hears(_fresh_and(fresh, _says, _expected(line, language)))
    return heard or person.last


def _expected(line: str, language: str) -> str:
    if line.startswith("? "):
        return said(FLOW.questions[line[2:]].ask, language)
    if line.startswith("! "):
        return said(FLOW.endings[line[2:]].title, language)
    return line


def said(english: str, language: str) -> str:
    """The same in another language."""
    return TEXTS.speaker(language, [english]).say(Text(english))


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


def tap(person: Person, wanted: str) -> Message:
    """Tap the newest such button, however old its message; return that."""
    for message in reversed(person.from_bot):
        if data := data_of(message, wanted):
            person.press(message, data)
            return message
    raise AssertionError(f"no button {wanted!r}\n{person.transcript()}")


def offers(wanted: str) -> Callable[[Message], bool]:
    """A question about messages: has this one such a button?"""
    return lambda message: bool(data_of(message, wanted))


def answered(query: Query) -> Callable[[], bool]:
    """A question to ask again and again: has the bot answered this tap?"""
    return lambda: query.answered


def sent_to(sandbox: Sandbox, person: Person) -> list[Call]:
    """Every message that reached somebody, as it was sent: those taken back too, oldest first."""
    return [c for c in sandbox.calls_to(person.id) if c.method == "sendMessage" and c.result]


def repeats(sandbox: Sandbox, person: Person) -> list[Message]:
    """The messages to somebody that were sent once more right afterwards, gone ones too."""
    sent = [
        (call.params["text"], call.params.get("reply_markup"), call.result["message_id"])
        for call in sent_to(sandbox, person)
    ]
    return [
        person.chat.messages.get(number) or Message(number, person.chat, None, 0, {})
        for (text, keyboard, number), following in pairwise(sent)
        if (text, keyboard) == following[:2]
    ]


def visible(sandbox: Sandbox, person: Person) -> list[tuple[str, list[str]]]:
    """What somebody sees of the bot in the end, but for repeated messages: texts and buttons."""
    twice = {message.id for message in repeats(sandbox, person)}
    return [(m.text, m.labels) for m in person.from_bot if m.id not in twice]
