"""Who is where: the bot itself, chats and their members."""

from bot.sandbox.errors import bad_request
from bot.sandbox.members import member_shape
from bot.sandbox.methods.finding import find_chat, writable_chat
from bot.sandbox.params import Params
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_INSIDE = {"creator", "administrator", "member", "restricted"}


def get_me(world: World, _params: Params) -> Json:
    """https://core.telegram.org/bots/api#getme"""
    return world.bot.shape() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getchat"""
    chat = find_chat(world, params)
    if chat.kind != "private":
        chat = writable_chat(world, params)
    full: Json = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.kind in {"group", "supergroup"}:
        full["permissions"] = {"can_send_messages": True}
    return chat.shape() | full


def get_member(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getchatmember"""
    chat = find_chat(world, params)
    user = world.users.get(params.number("user_id"))
    if user is None:
        raise bad_request("invalid user_id specified")
    default = "member" if chat.id == user.id or chat.kind == "private" else "left"
    return member_shape(user, chat.members.get(user.id, default))


def get_administrators(world: World, params: Params) -> list[Json]:
    """https://core.telegram.org/bots/api#getchatadministrators"""
    chat = writable_chat(world, params)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member_shape(world.users[number], status)
        for number, status in chat.members.items()
        if status in {"creator", "administrator"} and number != world.bot.id
    ]


def get_member_count(world: World, params: Params) -> int:
    """https://core.telegram.org/bots/api#getchatmembercount"""
    chat = writable_chat(world, params)
    return 2 if chat.kind == "private" else sum(s in _INSIDE for s in chat.members.values())


def leave(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#leavechat"""
    chat = writable_chat(world, params)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[world.bot.id] = "left"
    world.tell("chat", chat)
    return True
