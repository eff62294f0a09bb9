"""The Bot API's methods, by Telegram's names. Each takes the world and a call's parameters."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.methods import chats, commands, editing, media, names, receiving, sending
from bot.sandbox.params import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], Any]
"""Answers with the `result` (or something that awaits to it) or raises ApiError."""

METHODS: dict[str, Method] = {
    "getMe": chats.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendChatAction": sending.send_chat_action,
    "answerCallbackQuery": sending.answer_callback_query,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendMediaGroup": media.send_media_group,
    "getFile": media.get_file,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMyCommands": commands.set_commands,
    "getMyCommands": commands.get_commands,
    "deleteMyCommands": commands.delete_commands,
    "setMyName": names.set_name,
    "getMyName": names.get_name,
    "setMyDescription": names.set_description,
    "getMyDescription": names.get_description,
    "setMyShortDescription": names.set_short_description,
    "getMyShortDescription": names.get_short_description,
    "setChatMenuButton": names.set_menu_button,
    "getChatMenuButton": names.get_menu_button,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_member,
    "getChatAdministrators": chats.get_administrators,
    "getChatMemberCount": chats.get_member_count,
    "leaveChat": chats.leave,
}
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
