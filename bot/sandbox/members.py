"""Telegram's ChatMember objects."""

from bot.sandbox.shapes import Json, User

# Every right an administrator may have; PTB and Telegram insist on most of them being there.
_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def member_shape(user: User, status: str) -> Json:
    """A ChatMember of that status."""
    shape: Json = {"user": user.shape(), "status": status}
    if status == "creator":
        shape["is_anonymous"] = False
    elif status == "administrator":
        granted = {"can_manage_chat", "can_delete_messages", "can_invite_users"}
        shape |= {right: right in granted for right in _RIGHTS}
    elif status == "kicked":
        shape["until_date"] = 0
    return shape
