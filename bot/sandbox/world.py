"""The whole of the stand-in's memory. It decides nothing about HTTP and contacts nobody."""

import time
from collections.abc import Callable
from typing import Literal

from bot.sandbox.bell import Signal
from bot.sandbox.profile import Profile
from bot.sandbox.queries import Query
from bot.sandbox.shapes import Chat, File, Json, Kind, Message, User
from bot.sandbox.updates import Updates

# Past 32 bits, as Telegram's newer ids are: code that cuts them off fails here first.
FIRST_USER = 5_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001
FIRST_GROUP = -4_000_001

QUERY_LIFE = 60.0  # seconds; Telegram names no number, bots see it within minutes

Event = Literal["chat", "message", "deleted", "query", "action", "profile"]
Watcher = Callable[[Json], None]


class World:
    """People, chats, messages, files and pending updates.

    Watchers are told of each change in a small JSON object with a `type`; `changed` rings too.
    """

    def __init__(
        self, bot: User, clock: Callable[[], float] = time.time, *, privacy: bool = True
    ) -> None:
        """Begin empty; `clock` gives seconds since 1970 and dates all messages."""
        self.bot = bot
        self.clock = clock
        self.privacy = privacy
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.profile = Profile(bot.first_name)
        self.changed = Signal()
        # Starting from the time keeps the ids of an earlier sandbox from coming back.
        self.updates = Updates(int(time.time()), self.changed)
        self.watchers: set[Watcher] = set()
        self.query_life = QUERY_LIFE
        self._query = time.time_ns()

    @property
    def now(self) -> int:
        """Seconds since 1970, as Telegram dates things."""
        return int(self.clock())

    def tell(self, event: Event, chat: Chat | None = None, **about: object) -> None:
        """Let watchers and waiters know of a change, in one chat or (None) in all."""
        for watcher in tuple(self.watchers):
            watcher({"type": event, "chat": chat} | about)
        if chat is not None:
            chat.changed.ring()
        self.changed.ring()

    def new_user(
        self,
        first_name: str,
        language_code: str | None = "en",
        *,
        started: bool = True,
        id: int | None = None,  # noqa: A002 - Telegram's word
    ) -> tuple[User, Chat]:
        """Add a person and the private chat with the bot, whose id is the person's."""
        number = id if id is not None else FIRST_USER + len(self.users) - 1
        user = User(number, first_name, language_code)
        self.users[number] = user
        chat = Chat(number, "private", user=user, started=started)
        self.chats[number] = chat
        self.tell("chat", chat)
        return user, chat

    def new_chat(self, kind: Kind, title: str, *, is_forum: bool = False) -> Chat:
        """Add a group, supergroup or channel nobody is in yet."""
        first, step = (FIRST_GROUP, -1) if kind == "group" else (FIRST_SUPERGROUP, -1)
        chat = Chat(first + step * len(self.chats), kind, title=title, is_forum=is_forum)
        self.chats[chat.id] = chat
        self.tell("chat", chat)
        return chat

    def new_file(self, data: bytes, name: str, mime: str, folder: str) -> File:
        """Keep a file; its path is what getFile answers."""
        number = len(self.files)
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        file = File(f"SBX{number:06d}file", data, name, mime, f"{folder}/file_{number}.{suffix}")
        self.files[file.id] = file
        return file

    def post(self, message: Message) -> Message:
        """Put a message in its chat under the chat's next id."""
        chat = message.chat
        chat.last_id += 1
        message.id = chat.last_id
        chat.messages[message.id] = message
        self.tell("message", message.chat, message=message)
        return message

    def erase(self, message: Message) -> None:
        """Take a message out of its chat."""
        message.deleted = True
        message.chat.messages.pop(message.id, None)
        self.tell("deleted", message.chat, message=message)

    def ask(self, user: User, message: Message, data: str) -> Query:
        """Remember a tap until the bot answers it or it grows too old."""
        self._query += 1
        query = Query(str(self._query), user, message, data, time.monotonic() + self.query_life)
        self.queries[query.id] = query
        return query
