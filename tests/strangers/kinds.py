"""Every kind of update that Telegram documents, as it is documented. Source: https://core.telegram.org/bots/api#update"""

import random
from collections.abc import Callable
from typing import Any

from tests.strangers.words import typed

Json = dict[str, Any]
Where = tuple[random.Random, Json, Json]
"""Chance, the chat, the person."""

MINUTE = 60
SERVICE: tuple[Json, ...] = (
    {"pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"new_chat_title": "Knees"},
    {"delete_chat_photo": True},
    {"left_chat_member": {"id": 9, "is_bot": False, "first_name": "Ben"}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"video_chat_ended": {"duration": 5}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 2**52 - 1}]}},
    {"write_access_allowed": {}},
    {"web_app_data": {"data": "{}", "button_text": "x"}},
    {"successful_payment": {"currency": "XTR", "total_amount": 1, "invoice_payload": "x"}},
    {"forum_topic_closed": {}},
    {"boost_added": {"boost_count": 1}},
)
MEDIA: tuple[Json, ...] = (
    {"sticker": {"file_id": "s", "file_unique_id": "u", "type": "regular", "emoji": "💀"}},
    {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]},
    {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}},
    {"video_note": {"file_id": "n", "file_unique_id": "u", "duration": 3, "length": 240}},
    {"document": {"file_id": "d", "file_unique_id": "u", "file_name": "\u202egpj.exe"}},
    {"contact": {"phone_number": "+34600000000", "first_name": "Ana", "vcard": "BEGIN:VCARD"}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"poll": {"id": "1", "question": "?", "options": [], "type": "quiz", "is_anonymous": True}},
    {"story": {"chat": {"id": 5, "type": "channel", "title": "x"}, "id": 4}},
    {"paid_media": {"star_count": 1, "paid_media": []}},
    {"game": {"title": "g", "description": "d", "photo": []}},
    {"checklist": {"title": "Stretch", "tasks": []}},
)
ORIGINS: tuple[Json, ...] = (
    {"type": "user", "date": 1, "sender_user": {"id": 4, "is_bot": False, "first_name": "Zoe"}},
    {"type": "hidden_user", "date": 1, "sender_user_name": "Zoe"},
    {"type": "chat", "date": 1, "sender_chat": {"id": -5, "type": "group", "title": "x"}},
    {"type": "channel", "date": 1, "chat": {"id": -100_5, "type": "channel"}, "message_id": 3},
)
OLD_TAPS = (
    *("", ":", "o:me", "0:o:me", "-1:o:me", "²:o:me", "9" * 40 + ":x", "1:", "1:begin:leg-check"),
    *("1:o:none", "2:done", "3:edit:skin", "5:erase", "8:lang:xx", "7:iso:??", "1:" + "x" * 60),
    *("like_42", '{"a":1}', "page|2|next", "\x00\x01", "🦵" * 15, "999999999999999:o:one_leg"),
)


def any_kind(chance: random.Random, chat: Json, user: Json) -> tuple[str, Json]:
    """Return a kind of update and its content, from or about this chat and person."""
    if chance.random() < 0.7:
        kind = chance.choice(("message", "message", "message", "edited_message"))
        return kind, message(chance, chat, user)
    kind = chance.choice(tuple(_OTHERS))
    return kind, _OTHERS[kind]((chance, chat, user))


def message(chance: random.Random, chat: Json, user: Json) -> Json:
    """Somebody's message, with a text or with whatever else a message can be."""
    found: Json = {"message_id": chance.randint(1, 10**6), "date": 1_795_000_000, "chat": chat}
    found["from"] = user
    found |= _content(chance)
    if chance.random() < 0.1:
        found["forward_origin"] = chance.choice(ORIGINS)
    if chance.random() < 0.15:
        inside = {"message_id": 2, "date": 0, "chat": chat, "text": typed(chance)}
        found["reply_to_message"] = inside
    if chance.random() < 0.2:
        found |= {"edit_date": 1_795_000_100, "via_bot": {"id": 3, "is_bot": True}}
    if chat["type"] == "supergroup" and chance.random() < 0.3:
        found |= {"message_thread_id": chance.randint(1, 9), "is_topic_message": True}
    return found


def _content(chance: random.Random) -> Json:
    pick = chance.random()
    if pick < 0.5:
        return _text(chance, "text", "entities")
    if pick < 0.6:
        place = {"latitude": chance.uniform(-90, 90), "longitude": chance.uniform(-180, 180)}
        return {"location": place | {"horizontal_accuracy": 9.5, "live_period": 60}}
    if pick < 0.8:
        media = dict(chance.choice(MEDIA))
        return media | (_text(chance, "caption", "caption_entities") if pick < 0.7 else {})
    return dict(chance.choice(SERVICE))


def _text(chance: random.Random, name: str, marks: str) -> Json:
    words = typed(chance)
    kinds = ("bold", "url", "bot_command", "mention", "spoiler", "custom_emoji", "text_link")
    length = max(1, len(words.encode("utf-16-le", "surrogatepass")) // 2)
    found = [
        {"type": chance.choice(kinds), "offset": chance.randrange(length), "length": 1}
        for _ in range(chance.randint(0, 3))
    ]
    return {name: words} | ({marks: found} if found else {})


def tap(where: Where) -> Json:
    """Somebody taps a button of another bot, of long ago, of a message that is gone, or inline."""
    chance, chat, user = where
    query: Json = {"id": str(chance.getrandbits(62)), "from": user, "chat_instance": "77"}
    pick = chance.random()
    if pick < 0.1:
        return query | {"inline_message_id": "AAAA", "data": chance.choice(OLD_TAPS)}
    gone = pick < 0.3
    on = {"chat": chat, "message_id": chance.randint(1, 10**6), "date": 0 if gone else MINUTE}
    if not gone:
        on |= {"from": {"id": 1, "is_bot": True, "first_name": "Legwise"}, "text": "old"}
    return query | {"message": on} | _choice(chance)


def _choice(chance: random.Random) -> Json:
    return {"game_short_name": "x"} if chance.random() < 0.1 else {"data": chance.choice(OLD_TAPS)}


def _member(where: Where) -> Json:
    chance, chat, user = where
    standings = ("member", "kicked", "left", "administrator", "restricted", "creator")
    bot = {"id": 1, "is_bot": True, "first_name": "Legwise"}
    old, new = ({"status": chance.choice(standings), "user": bot} for _ in range(2))
    about: Json = {"chat": chat, "from": user, "date": MINUTE}
    return about | {"old_chat_member": old, "new_chat_member": new}


def _poll(_: Where) -> Json:
    return {"id": "5", "question": "?", "options": [], "total_voter_count": 0, "is_closed": True}


def _inline(where: Where) -> Json:
    chance, _, user = where
    return {"id": str(chance.getrandbits(60)), "from": user, "query": typed(chance), "offset": ""}


_OTHERS: dict[str, Callable[[Where], Json]] = {
    "callback_query": tap,
    "channel_post": lambda w: message(w[0], {"id": -1001, "type": "channel", "title": "x"}, w[2]),
    "edited_channel_post": lambda w: message(w[0], {"id": -1001, "type": "channel"}, w[2]),
    "business_message": lambda w: message(*w) | {"business_connection_id": "b"},
    "business_connection": lambda w: {"id": "b", "user": w[2], "user_chat_id": 5, "date": 1},
    "deleted_business_messages": lambda w: {"chat": w[1], "message_ids": [1, 2]},
    "my_chat_member": _member,
    "chat_member": _member,
    "chat_join_request": lambda w: {"chat": w[1], "from": w[2], "user_chat_id": 5, "date": 1},
    "message_reaction": lambda w: {"chat": w[1], "message_id": 4, "user": w[2], "new_reaction": []},
    "message_reaction_count": lambda w: {"chat": w[1], "message_id": 4, "reactions": []},
    "inline_query": _inline,
    "chosen_inline_result": _inline,
    "shipping_query": lambda w: {"id": "9", "from": w[2], "invoice_payload": "x"},
    "pre_checkout_query": lambda w: {"id": "9", "from": w[2], "currency": "XTR"},
    "purchased_paid_media": lambda w: {"from": w[2], "paid_media_payload": "x"},
    "poll": _poll,
    "poll_answer": lambda w: {"poll_id": "5", "user": w[2], "option_ids": [0]},
    "chat_boost": lambda w: {"chat": w[1], "boost": {"boost_id": "x"}},
    "removed_chat_boost": lambda w: {"chat": w[1], "boost_id": "x"},
    "an_update_of_the_future": lambda w: {"from": w[2], "chat": [w[1]], "message": 7},
}
