"""Groups and channels for tests."""

from bot.sandbox import actions
from bot.sandbox.people import Person
from bot.sandbox.shapes import Chat, Json, Message
from bot.sandbox.views import ChatView
from bot.sandbox.world import World


class Group(ChatView):
    """A group, supergroup or channel; its owner does what only owners can."""

    def __init__(self, world: World, chat: Chat, owner: Person) -> None:
        """Look at `chat`, with `owner` as its creator."""
        super().__init__(world, chat)
        self.owner = owner

    @property
    def id(self) -> int:
        """The chat's id, below zero."""
        return self.chat.id

    def join(self, *people: Person, status: str = "member") -> None:
        """Let people in, silently; `status` is a ChatMember status."""
        for person in people:
            self.chat.members[person.id] = status

    def add_bot(self, by: Person | None = None, payload: str | None = None) -> None:
        """Add the bot; with a payload as a `?startgroup=` link does, which sends /start too."""
        adder = by or self.owner
        actions.set_bot_status(self.world, adder.user, self.chat, "member")
        if payload is not None:
            adder.send(f"/start@{self.world.bot.username} {payload}", self)

    def promote_bot(self, by: Person | None = None) -> None:
        """Make the bot an administrator."""
        actions.set_bot_status(self.world, (by or self.owner).user, self.chat, "administrator")

    def remove_bot(self, by: Person | None = None) -> None:
        """Throw the bot out."""
        actions.set_bot_status(self.world, (by or self.owner).user, self.chat, "kicked")

    def post(self, text: str) -> Message:
        """Publish in a channel (in a group: say, as the owner)."""
        return self.owner.send(text, self)

    def topic(self, name: str) -> int:
        """Open a topic of a forum; its id is the message_thread_id."""
        body = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self._announce(self.chat, body)
        self.chat.topics[message.id] = name
        return message.id

    def upgrade(self) -> "Group":
        """Turn a basic group into a supergroup, under a new id; the old one refuses from now on."""
        new = self.world.new_chat("supergroup", self.chat.title or "")
        new.members = dict(self.chat.members)
        self._announce(self.chat, {"migrate_to_chat_id": new.id})
        self.chat.upgraded_to = new.id
        self._announce(new, {"migrate_from_chat_id": self.chat.id})
        return Group(self.world, new, self.owner)

    def _announce(self, chat: Chat, body: Json) -> Message:
        """Post a service message."""
        owner = self.owner.user
        return actions.say(self.world, owner, actions.draft(self.world, owner, chat, body))
