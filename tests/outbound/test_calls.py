"""Effects to methods and parameters."""

from bot.flow.effects import Button, Notice
from bot.outbound.calls import Writer, remove, strip
from bot.store import ChatKey
from bot.text import Block, Text
from bot.texts import Texts

WRITER = Writer(Texts(), "legwise_bot")
ANNA = ChatKey(5)
SHORT = (Block("plain", Text("Hello")),)
LONG = tuple(Block("plain", Text(f"{number} " + "x" * 3000)) for number in range(3))
KEYS = ((Button(Text("Yes"), "7:yes", mark="☑ "), Button(Text("Open"), start="check")),)


def test_a_message_has_its_text_and_buttons() -> None:
    (call,) = WRITER.sends(ANNA, "en", SHORT, KEYS)
    assert call.method == "sendMessage"
    assert call.params == {
        "chat_id": 5,
        "text": "Hello",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "☑ Yes", "callback_data": "7:yes"},
                    {"text": "Open", "url": "https://t.me/legwise_bot?start=check"},
                ]
            ]
        },
    }


def test_of_several_pages_the_last_has_the_buttons() -> None:
    calls = WRITER.sends(ANNA, "en", LONG, KEYS)
    assert ["reply_markup" in call.params for call in calls] == [False, False, True]


def test_a_topic_is_answered_in_the_topic() -> None:
    (call,) = WRITER.sends(ChatKey(-100, 9, 5), "en", SHORT, ())
    assert (call.params["chat_id"], call.params["message_thread_id"]) == (-100, 9)


def test_an_edit_without_buttons_takes_them_away_and_one_too_long_is_none() -> None:
    call = WRITER.edit(ANNA, 3, "en", SHORT, ())
    assert call is not None
    assert call.params["message_id"] == 3
    assert call.params["reply_markup"] == {"inline_keyboard": []}
    assert WRITER.edit(ANNA, 3, "en", LONG, ()) is None


def test_a_tap_is_answered_with_a_notice_of_at_most_200_characters_or_silently() -> None:
    assert WRITER.answer("q", "en", None).params == {"callback_query_id": "q"}
    noticed = WRITER.answer("q", "en", Notice(Text("x" * 300)))
    assert noticed.params == {"callback_query_id": "q", "text": "x" * 200}


def test_removing_and_stripping_name_the_message() -> None:
    assert remove(ANNA, 3).params == {"chat_id": 5, "message_id": 3}
    assert strip(ANNA, 3).params["reply_markup"] == {"inline_keyboard": []}
