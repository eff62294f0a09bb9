"""Finding the chat and the message a call is about, or refusing as Telegram does."""

from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.params import Params
from bot.sandbox.shapes import Chat, Message
from bot.sandbox.world import World

_GONE = {
    "group": "bot was kicked from the group chat",
    "supergroup": "bot was kicked from the supergroup chat",
    "channel": "bot was kicked from the channel chat",
}
_OUTSIDE = {
    "group": "bot is not a member of the group chat",
    "supergroup": "bot is not a member of the supergroup chat",
    "channel": "bot is not a member of the channel chat",
}


def find_chat(world: World, params: Params) -> Chat:
    """The chat `chat_id` names, by number or @username.

    Raises:
        ApiError: 400 where there is none, or it became a supergroup.
    """
    wanted = params.text("chat_id")
    if not wanted:
        raise bad_request("chat_id is empty")
    if wanted.startswith("@"):
        chat = next((c for c in world.chats.values() if c.username == wanted[1:]), None)
    else:
        chat = world.chats.get(params.number("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.upgraded_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.upgraded_to,
        )
    return chat


def writable_chat(world: World, params: Params) -> Chat:
    """The same, where the bot may write.

    Raises:
        ApiError: 403 where nobody there wants the bot.
    """
    chat = find_chat(world, params)
    if chat.kind == "private":
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    status = chat.members.get(world.bot.id, "left")
    if status == "kicked":
        raise forbidden(_GONE[chat.kind])
    if status == "left":
        raise forbidden(_OUTSIDE[chat.kind])
    if chat.kind == "channel" and status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    if status == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def find_message(world: World, params: Params, purpose: str) -> Message:
    """The message `message_id` names; `purpose` ends the refusal ("edit", "delete").

    Raises:
        ApiError: 400 where the chat has none, 403 as above.
    """
    chat = writable_chat(world, params)
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def find_reply(params: Params, chat: Chat) -> Message | None:
    """The message to answer, if the call names one.

    Raises:
        ApiError: 400 where it is gone and the call does not allow that.
    """
    about = params.thing("reply_parameters") or {}
    wanted = about.get("message_id") or params.number("reply_to_message_id")
    if not wanted:
        return None
    message = chat.messages.get(int(wanted))
    lenient = about.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message
