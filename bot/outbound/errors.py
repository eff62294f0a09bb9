"""How a call to Telegram can fail. None of the messages holds the token."""


class TelegramError(Exception):
    """Telegram did not do what it was asked to; `message` says why, mostly in its own words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidToken(TelegramError):
    """Telegram does not know the bot, or not any more."""


class Forbidden(TelegramError):
    """The chat takes nothing from the bot: it was blocked, or put out."""


class BadRequest(TelegramError):
    """Telegram never takes this."""


class SecondPoller(TelegramError):
    """Another process asks for this bot's updates."""


class ChatMigrated(TelegramError):
    """The group is a supergroup now, and has another number."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__("the group has become a supergroup")
        self.new_chat_id = new_chat_id


class RetryAfter(TelegramError):
    """Telegram asks to be left in peace for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many calls: again in {seconds:g} s")
        self.seconds = seconds


class NetworkError(TelegramError):
    """The call or its answer was lost on the way, or the server is in trouble."""


class TimedOut(NetworkError):
    """It took too long."""

    def __init__(self) -> None:
        super().__init__("it took too long")
