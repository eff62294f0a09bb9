"""Why the bot cannot start, in words that say what to do."""

REFUSED = (
    "Telegram does not accept TELEGRAM_BOT_TOKEN: copy it again from @BotFather"
    " (/mybots, then API Token)"
)

ALONE = (
    "DATABASE_URL is an SQLite file, which one process has to itself: set it to a PostgreSQL"
    " database, or start `legwise run`, which does everything"
)


class CannotStart(Exception):
    """The bot cannot start; the message says what to do."""
