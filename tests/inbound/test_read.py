"""Telegram's updates, as python-telegram-bot writes them and as chance mangles them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    CallbackQuery,
    Chat,
    Location,
    Message,
    MessageOriginHiddenUser,
    PhotoSize,
    Sticker,
    Update,
    User,
)

from bot.flow.events import (
    CalledInPublic,
    Commanded,
    Happening,
    Located,
    Overheard,
    Said,
    Tapped,
    Wordless,
)
from bot.inbound.heard import Heard, MalformedUpdate, Moved
from bot.inbound.read import read_update
from bot.store import ChatKey

ANA = User(7, "Ana", is_bot=False, language_code="es-MX")
PRIVATE = Chat(7, Chat.PRIVATE)
GROUP = Chat(-100, Chat.SUPERGROUP)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STICKER = Sticker("f", "u", 9, 9, is_animated=False, is_video=False, type="regular")
ORIGIN = MessageOriginHiddenUser(NOON, "Ben")


def message(text: str | None = None, chat: Chat = PRIVATE, **more: Any) -> Message:
    return Message(5, NOON, chat, from_user=more.pop("sender", ANA), text=text, **more)


def read(**update: Any) -> Heard | None:
    """Let an update of these things be read, after a journey through JSON."""
    heard = read_update(json.loads(Update(1, **update).to_json()), "legwise_bot")
    assert not isinstance(heard, Moved)
    return heard


def what(**update: Any) -> Happening | None:
    heard = read(**update)
    return heard.what if heard else None


def test_a_message_says_whose_it_is_and_in_which_language() -> None:
    assert read(message=message("my leg")) == Heard(1, ChatKey(7), Said("my leg"), "es-MX")
    nobody = User(8, "Bo", is_bot=False)
    heard = read(message=message("hi", sender=nobody))
    assert heard is not None
    assert heard.language is None


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/start", Commanded("start")),
        ("/START", Commanded("start")),
        ("/start check", Commanded("start", "check")),
        ("/start@legwise_bot  check ", Commanded("start", "check")),
        ("/check@another_bot", Commanded("check")),
        ("/check\nplease", Commanded("check", "please")),
        ("/", Said("/")),
        ("/no-such", Said("/no-such")),
        ("/" + "x" * 33, Said("/" + "x" * 33)),
        ("hi /start", Said("hi /start")),
        ("<b>&amp;</b>\u202e", Said("<b>&amp;</b>\u202e")),
        ("🦵" * 2048, Said("🦵" * 2048)),
    ],
)
def test_a_private_message_is_a_command_or_words(text: str, event: Happening) -> None:
    assert what(message=message(text)) == event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/check", CalledInPublic("check")),
        ("/check@Legwise_Bot", CalledInPublic("check")),
        ("/check@another_bot", None),
        ("I can't breathe", None),
    ],
)
def test_in_a_group_only_our_commands_are_heard(text: str, event: Happening | None) -> None:
    assert what(message=message(text, GROUP)) == event
    assert what(edited_message=message(text, GROUP)) is None


def test_in_a_group_each_member_of_each_topic_is_somebody_else() -> None:
    heard = read(message=message("/check", GROUP, message_thread_id=3, is_topic_message=True))
    assert heard is not None
    assert heard.chat == ChatKey(-100, 3, 7)
    heard = read(message=message("/check", GROUP, message_thread_id=3))
    assert heard is not None
    assert heard.chat == ChatKey(-100, None, 7)


def test_what_answers_nothing_is_only_overheard() -> None:
    assert what(edited_message=message("I fainted")) == Overheard("I fainted")
    assert what(message=message("I fainted", forward_origin=ORIGIN)) == Overheard("I fainted")
    assert what(message=message("/start", forward_origin=ORIGIN)) == Overheard("/start")
    assert what(edited_message=message(sticker=STICKER)) is None
    photo = (PhotoSize("f", "u", 9, 9),)
    assert what(edited_message=message(photo=photo, caption="I fainted")) == Overheard("I fainted")


def test_what_has_no_words_is_told_from_what_nobody_said() -> None:
    photo = (PhotoSize("f", "u", 9, 9),)
    assert what(message=message(sticker=STICKER)) == Wordless()
    assert what(message=message(photo=photo, caption="my leg")) == Wordless("my leg")
    assert what(message=message(pinned_message=message("x"))) is None
    assert what(message=message("x", sender=None)) is None
    assert what(channel_post=message("x")) is None
    assert what() is None


@pytest.mark.parametrize(
    ("data", "event"),
    [
        ("12:o:none", Tapped(12, "o:none")),
        ("12:", Tapped(12, "")),
        ("12", Tapped(12, "")),
        ("", Tapped(0, "")),
        ("x:y", Tapped(0, "y")),
        ("-3:y", Tapped(0, "y")),
        ("٣:y", Tapped(0, "y")),
        ("9" * 20 + ":y", Tapped(0, "y")),
        (None, Tapped(0, "")),
    ],
)
def test_a_tap_names_its_card_and_choice(data: str | None, event: Tapped) -> None:
    query = CallbackQuery("q", ANA, "c", message=message("question"), data=data)
    assert read(callback_query=query) == Heard(1, ChatKey(7), event, "es-MX", "q")


def test_a_tap_in_a_group_or_on_nothing_is_passed_over() -> None:
    assert read(callback_query=CallbackQuery("q", ANA, "c", message=message("x", GROUP))) is None
    assert read(callback_query=CallbackQuery("q", ANA, "c", data="1:y")) is None


# --- what Telegram never sends --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ({"update_id": 4, "message": 5}, 4),
        ({"update_id": 4, "message": {"chat": {}}}, 4),
        ({"update_id": 4, "message": {"chat": {"id": "7", "type": "private"}}}, 4),
        ({"update_id": 4, "message": {"chat": {"id": 7, "type": "private"}, "text": 9}}, 4),
        ({"update_id": 4, "callback_query": {"id": 1}}, 4),
        ({"update_id": "4"}, None),
        ({}, None),
        ([], None),
        (None, None),
        ("update", None),
    ],
)
def test_an_update_of_another_form_is_malformed(raw: object, number: int | None) -> None:
    with pytest.raises(MalformedUpdate) as caught:
        read_update(raw, "legwise_bot")
    assert caught.value.update == number
    assert str(caught.value)


def test_a_shared_location_is_a_place() -> None:
    update = Update(1, message=message(None, location=Location(longitude=-0.45, latitude=51.47)))
    heard = read_update(json.loads(update.to_json()), "legwise_bot")
    assert isinstance(heard, Heard)
    assert heard.what == Located(51.47, -0.45)


def test_a_group_that_becomes_a_supergroup_says_so_twice() -> None:
    basic, above = Chat(-5, Chat.GROUP), Chat(-100, Chat.SUPERGROUP)
    for told in (
        message(chat=basic, migrate_to_chat_id=-100),
        message(chat=above, migrate_from_chat_id=-5, sender=None),
    ):
        raw = json.loads(Update(1, message=told).to_json())
        assert read_update(raw, "legwise_bot") == Moved(1, ChatKey(-5), -100)


KEYS = st.sampled_from(
    [
        *("update_id", "message", "edited_message", "callback_query", "chat", "from", "id", "type"),
        *("text", "caption", "data", "forward_origin", "sticker", "is_topic_message", "x"),
        *("message_thread_id", "language_code", "migrate_to_chat_id", "migrate_from_chat_id"),
    ]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6),
    st.sampled_from(["private", "group", "/check", "/start@legwise_bot x", "1:o:none"]),
)  # fmt: skip
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=15
)
SOUND = [
    json.loads(Update(1, message=message("/start x")).to_json()),
    json.loads(Update(2, edited_message=message("x", forward_origin=ORIGIN)).to_json()),
    json.loads(Update(3, message=message("/check", GROUP, message_thread_id=2)).to_json()),
    json.loads(
        Update(4, callback_query=CallbackQuery("q", ANA, "c", message("x"), "1:o:y")).to_json()
    ),
]


def read_or_refuse(raw: object) -> None:
    try:
        heard = read_update(raw, "legwise_bot")
    except MalformedUpdate:
        return
    assert heard is None or isinstance(heard, Heard | Moved)


@given(TREES)
def test_any_json_is_heard_passed_over_or_malformed(raw: object) -> None:
    read_or_refuse(raw)


@given(st.sampled_from(SOUND), st.data())
def test_a_sound_update_with_one_thing_changed_is_too(sound: Any, data: st.DataObject) -> None:
    raw = json.loads(json.dumps(sound))
    node = raw
    while True:
        key = data.draw(st.sampled_from(sorted(node)))
        if not isinstance(node[key], dict) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    if data.draw(st.booleans()):
        del node[key]
    else:
        node[key] = data.draw(TREES)
    read_or_refuse(raw)


@pytest.mark.parametrize("way", ["migrate_to_chat_id", "migrate_from_chat_id"])
def test_a_person_never_becomes_a_group(way: str) -> None:
    where = {"id": 7, "type": "private"}
    said = {"chat": where, "from": {"id": 7}, "text": "/help", way: -100}
    heard = read_update({"update_id": 1, "message": said}, "legwise_bot")
    assert isinstance(heard, Heard)
