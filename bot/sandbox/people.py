"""People and groups for tests: what they do, and what they see of the bot."""

import re

from bot.sandbox import actions
from bot.sandbox.actions import ImpossibleError
from bot.sandbox.entities import utf16
from bot.sandbox.queries import Query
from bot.sandbox.shapes import Chat, File, Json, Message, User
from bot.sandbox.views import ChatView
from bot.sandbox.world import World

_LONGEST = 4096  # UTF-16 units; apps send a longer text as several messages


class Person(ChatView):
    """Somebody with Telegram; as a view, their private chat with the bot."""

    def __init__(self, world: World, user: User, chat: Chat) -> None:
        """Be `user`, whose private chat is `chat`."""
        super().__init__(world, chat)
        self.user = user

    @property
    def id(self) -> int:
        """The user's id, which is the private chat's too."""
        return self.user.id

    @property
    def queries(self) -> list[Query]:
        """Their taps, oldest first, each with the bot's answer."""
        return [query for query in self.world.queries.values() if query.user is self.user]

    @property
    def toasts(self) -> list[str]:
        """The texts the bot answered their taps with, oldest first; silent answers left out."""
        return [query.text for query in self.queries if query.answered and query.text]

    def _where(self, place: ChatView | None) -> Chat:
        return place.chat if place else self.chat

    def send(
        self,
        text: str,
        chat: ChatView | None = None,
        *,
        reply_to: Message | None = None,
        topic: int | None = None,
    ) -> Message:
        """Send a text, to the bot in private unless a group is given; a long one goes in pieces.

        Returns:
            The message, of several the last.
        """
        for piece in _pieces(text):
            where = self._where(chat)
            message = actions.draft(self.world, self.user, where, actions.text_body(piece))
            message.reply_to = reply_to
            if topic is not None:
                message.extras |= {"message_thread_id": topic, "is_topic_message": True}
            actions.say(self.world, self.user, message)
        return message

    def _say(self, body: Json, chat: ChatView | None, file: File | None = None) -> Message:
        message = actions.draft(self.world, self.user, self._where(chat), body, file)
        return actions.say(self.world, self.user, message)

    def start(self, payload: str = "") -> Message:
        """Press Start, or follow a deep link; unblocks the bot first if need be."""
        self.unblock()
        return self.send(f"/start {payload}".rstrip())

    def tap(self, wanted: str, on: Message | None = None, chat: ChatView | None = None) -> Query:
        """Tap a button: by label or callback_data, on the newest message that has it, or `on`.

        Raises:
            ImpossibleError: There is no such button, or it opens a link.
        """
        message, button = (chat or self).button(wanted, on)
        if button.data is None:
            raise ImpossibleError(f"{button.label!r} opens {button.url}; it tells the bot nothing")
        return self.press(message, button.data)

    def press(self, message: Message, data: str) -> Query:
        """Send callback_data the message need not show (any more), as an outdated app does."""
        return actions.tap(self.world, self.user, message, data)

    def edit(self, message: Message, text: str) -> None:
        """Change a text they sent."""
        actions.edit(self.world, message, text)

    def forward(self, message: Message, chat: ChatView | None = None) -> Message:
        """Pass a message on."""
        return actions.forward(self.world, self.user, message, self._where(chat))

    def send_sticker(self, emoji: str = "👍", chat: ChatView | None = None) -> Message:
        """Send a sticker."""
        file = self.world.new_file(b"sticker", "sticker.webp", "image/webp", "stickers")
        about = {"type": "regular", "width": 512, "height": 512, "emoji": emoji}
        flags = {"is_animated": False, "is_video": False}
        return self._say({"sticker": _ref(file.shape()) | about | flags}, chat, file)

    def send_photo(self, caption: str = "", chat: ChatView | None = None) -> Message:
        """Send a picture."""
        file = self.world.new_file(b"photo", "photo.jpg", "image/jpeg", "photos")
        size = _ref(file.shape()) | {"width": 1280, "height": 960}
        body: Json = {"photo": [size]} | ({"caption": caption} if caption else {})
        return self._say(body, chat, file)

    def send_document(
        self, data: bytes = b"text", name: str = "notes.txt", chat: ChatView | None = None
    ) -> Message:
        """Send a file."""
        file = self.world.new_file(data, name, "application/octet-stream", "documents")
        body = {"document": _ref(file.shape()) | {"file_name": name, "mime_type": file.mime}}
        return self._say(body, chat, file)

    def send_voice(self, seconds: int = 3, chat: ChatView | None = None) -> Message:
        """Send a voice message."""
        file = self.world.new_file(b"voice", "voice.oga", "audio/ogg", "voice")
        body = {"voice": _ref(file.shape()) | {"duration": seconds, "mime_type": file.mime}}
        return self._say(body, chat, file)

    def send_location(
        self, latitude: float, longitude: float, chat: ChatView | None = None
    ) -> Message:
        """Send a place, in degrees."""
        return self._say({"location": {"latitude": latitude, "longitude": longitude}}, chat)

    def send_contact(self, phone: str, chat: ChatView | None = None) -> Message:
        """Send their own contact."""
        contact = {"phone_number": phone, "first_name": self.user.first_name, "user_id": self.id}
        return self._say({"contact": contact}, chat)

    def block(self) -> None:
        """Block the bot."""
        actions.set_blocked(self.world, self.chat, blocked=True)

    def unblock(self) -> None:
        """Take that back."""
        actions.set_blocked(self.world, self.chat, blocked=False)

    def open(self, link: str) -> Message:
        """Follow a `https://t.me/<bot>?start=<payload>` link."""
        found = re.search(r"[?&]start=([\w-]*)", link)
        return self.start(found[1] if found else "")


def _pieces(text: str) -> list[str]:
    """A text in pieces Telegram takes, cut where the app would: at 4096 units."""
    if utf16(text) <= _LONGEST:
        return [text]
    pieces, piece, units = [], "", 0
    for char in text:
        size = utf16(char)
        if units + size > _LONGEST:
            pieces.append(piece)
            piece, units = "", 0
        piece, units = piece + char, units + size
    return [*pieces, piece]


def _ref(file: Json) -> Json:
    """What a message says of a file."""
    return {name: value for name, value in file.items() if name != "file_path"}
