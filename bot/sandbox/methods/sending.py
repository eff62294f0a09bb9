"""Messages out: text, chat actions, and answers to taps."""

import time

from bot.sandbox.content import read_keyboard, read_reply_keyboard, read_text
from bot.sandbox.entities import utf16
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.finding import find_reply, writable_chat
from bot.sandbox.params import Params
from bot.sandbox.shapes import Chat, File, Json, Message
from bot.sandbox.world import World

LONGEST_TOAST = 200  # characters
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def post(world: World, params: Params, chat: Chat, body: Json, file: File | None = None) -> Message:
    """Put the bot's message into a chat, with what every send method accepts.

    Raises:
        ApiError: 400: a bad keyboard, reply or topic.
    """
    keyboard = read_keyboard(params)
    extras: Json = {"_by_bot": True}
    if thread := params.number("message_thread_id"):
        if thread not in chat.topics:
            raise bad_request("message thread not found")
        extras |= {"message_thread_id": thread, "is_topic_message": True}
    if params.flag("protect_content"):
        extras["has_protected_content"] = True
    if (labels := read_reply_keyboard(params)) is not None:
        chat.reply_keyboard = labels
    sender = None if chat.kind == "channel" else world.bot
    message = Message(0, chat, sender, world.now, body, keyboard, extras, file=file)
    message.reply_to = find_reply(params, chat)
    return world.post(message)


def send_message(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#sendmessage"""
    chat = writable_chat(world, params)
    return post(world, params, chat, read_text(params)).shape()


def send_chat_action(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    chat = writable_chat(world, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.tell("action", chat, action=params.text("action"))
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    query = world.queries.get(params.text("callback_query_id"))
    if query is None or query.answered or time.monotonic() >= query.expires:
        raise bad_request(TOO_OLD)
    text = params.text("text")
    if utf16(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    query.text = text
    query.alert = params.flag("show_alert")
    world.tell("query", query.message.chat, query=query)
    return True
