"""Settings nobody may see: tokens, keys, passwords."""

from pathlib import Path

import pytest

from tests.test_config import KEY, SECRET, TOKEN, load, mistake


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "TELEGRAM_BOT_TOKEN",
            "hunter2",
            "a token from @BotFather, like 123456:ABC-DEF, is allowed",
        ),
        ("TELEGRAM_BOT_TOKEN", "1:hunter2 x", "a token from @BotFather"),
        ("WEBHOOK_SECRET", "hunter2!", "1 to 256 letters, digits, _ and - are allowed"),
        ("LEGWISE_KEY", f"{KEY},hunter2", "key 2 of 2 is wrong: 32 bytes in urlsafe base64"),
        ("LEGWISE_KEY", f"{KEY},", "key 2 of 2 is wrong"),
    ],
)
def test_a_secret_is_never_shown(tmp_path: Path, name: str, value: str, told: str) -> None:
    only = mistake(tmp_path, **{name: value})
    assert only.startswith(f"{name}: {told}")
    assert "hunter2" not in only
    assert KEY not in only


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("DATABASE_URL", "postgresql://me:hunter2@db", "postgresql://***@db"),
        ("DATABASE_URL", "postgres://me:hu@/nter2@db/x", "postgres://***@db/x"),
        (
            "DATABASE_URL",
            "postgresql://db?password=hunter2&a=b",
            "postgresql://db?password=***&a=b",
        ),
        ("PORT", TOKEN, "***"),
    ],
)
def test_passwords_and_misplaced_tokens_are_blotted_out(
    tmp_path: Path, name: str, value: str, shown: str
) -> None:
    assert mistake(tmp_path, **{name: value}).startswith(f"{name} is {shown!r}: ")


def test_a_configs_repr_tells_no_secret(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        TELEGRAM_BOT_TOKEN=TOKEN,
        LEGWISE_KEY=KEY,
        WEBHOOK_SECRET=SECRET,
        WEBHOOK_URL="https://me:hunter2@bot.example.org",
        LEGWISE_OPERATOR="Praxis",
    )
    assert "Praxis" in repr(config)
    for secret in (TOKEN, KEY, SECRET, "hunter2"):
        assert secret not in repr(config)
