"""What strangers type: what some question waits for, and what none does."""

import random

WANTED = (
    *("1", "2", "1, 3", "none", "no", "yes", "me", "done", "back", "why", "cancel", "not sure"),
    *("London", "LHR", "Madrid", "sin", "New York", "Zurich airport", "tokio", "Springfield"),
    *(
        "tomorrow 21:35",
        "2026-12-01 21:35",
        "in 3 hours",
        "7 am",
        "22:00-07:00",
        "next friday noon",
    ),
    *("8 hours", "20 minutes", "2 days", "half an hour", "every 2 hours", "9-17", "5 glasses"),
    *("I can't breathe", "me duele el pecho", "my calf is swollen and hot", "espalda", "hola"),
    *("https://t.me/x?start=leg-check", "LHR 2030-12-01T21:35 SIN 2030-12-02T18:30"),
)
COMMANDS = (
    *("start", "check", "trip", "water", "drink", "cancel", "reminders", "help", "language"),
    *("privacy", "erase", "about", "settings", "group", "stop", "chéck", "x" * 40, ""),
)
ODD = (
    *("🦵" * 2048, "a" * 4096, "\u202etset\u202c \u2067שלום\u2069 مرحبا \u200f", "{0} %s {{}} $1"),
    *("<b>bold</b><script>alert(1)</script> & </blockquote> &#0;", "*b* _i_ [x](tg://user?id=1)"),
    *("c\u0335\u0321a\u0334l\u0337f" * 50, "?!…", "a\x00b\x07c", "\u2003\u200b\u00a0.", "/", "//"),
    *(
        "99999999999999999999999999 -1 0 ½ ٣ 1e9",
        "'; DROP TABLE chats; --",
        "\ufeff\ufffe",
        "\n" * 99,
    ),
    *("٢٢:٠٠", "31.02.2026 25:61", "0000-00-00", "9999-12-31 23:59", "1e400 hours", "-5 minutes"),
)
BROKEN = ("\ud83d", "\udc00 calf", "half \ud800 a pair", "\udfff" * 300)  # no UTF-8 can hold them


def typed(chance: random.Random) -> str:
    """Return words as somebody might type them, not empty."""
    pick = chance.random()
    if pick < 0.5:
        return chance.choice(WANTED)
    if pick < 0.7:
        return "/" + chance.choice(COMMANDS)
    if pick < 0.85:
        return chance.choice(ODD)
    return "".join(chr(_letter(chance)) for _ in range(chance.randint(1, 80)))


def _letter(chance: random.Random) -> int:
    return chance.choice((chance.randint(32, 126), chance.randint(1, 0xD7FF), 0x1F9B5, 0x10FFFF))
