"""What Telegram's answers mean, beside what python-telegram-bot takes them for."""

import json
from typing import Any

import pytest
from telegram import error as theirs
from telegram.request import BaseRequest

from bot.outbound import errors
from bot.outbound.answer import result_of
from bot.outbound.failure import FailedError, undone

SAME = {  # by its name there
    theirs.BadRequest: errors.BadRequest,
    theirs.ChatMigrated: errors.ChatMigrated,
    theirs.Conflict: errors.SecondPoller,
    theirs.Forbidden: errors.Forbidden,
    theirs.InvalidToken: errors.InvalidToken,
    theirs.NetworkError: errors.NetworkError,
    theirs.RetryAfter: errors.RetryAfter,
    theirs.TelegramError: errors.TelegramError,
}


class Library(BaseRequest):
    """python-telegram-bot's request layer above one answer."""

    read_timeout = None

    def __init__(self, code: int, body: bytes) -> None:
        self._answer = code, body

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        return self._answer


def refusal(code: int, words: str, **parameters: int) -> tuple[int, bytes]:
    told: dict[str, Any] = {"ok": False, "error_code": code, "description": words}
    return code, json.dumps(told | ({"parameters": parameters} if parameters else {})).encode()


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok": true, "result": {"message_id": 7}}',
        '{"ok": true, "result": [{"text": "Más"}]}'.encode(),
        b'{"ok": true, "result": NaN}',
        b'{"ok": true, "result": "\\ud83d"}',
        b'{"ok": true, "result": "\xff"}',
    ],
)
async def test_a_result_is_read_as_the_library_reads_it(body: bytes) -> None:
    assert repr(result_of(200, body)) == repr(await Library(200, body).post("…"))


@pytest.mark.parametrize(
    "answer",
    [
        refusal(400, "Bad Request: message to edit not found"),
        refusal(401, "Unauthorized"),
        refusal(403, "Forbidden: bot was blocked by the user"),
        refusal(404, "Not Found"),
        refusal(409, "Conflict: terminated by other getUpdates request"),
        refusal(413, "Request Entity Too Large"),
        refusal(429, "Too Many Requests"),
        (502, b"<html>Bad gateway</html>"),
        (400, b"<html>Bad request</html>"),
        (307, b""),
        (200, b"<html>Log in to this network</html>"),
    ],
)
async def test_a_refusal_means_what_the_library_takes_it_for(answer: tuple[int, bytes]) -> None:
    with pytest.raises(theirs.TelegramError) as there:
        await Library(*answer).post("…")
    with pytest.raises(errors.TelegramError) as here:
        result_of(*answer)
    assert type(here.value) is SAME[type(there.value)]
    if answer[1].startswith(b"{"):
        # There without "Bad Request: ", and with a large letter then.
        assert here.value.message.lower().endswith(there.value.message.lower())


def test_a_group_tells_its_new_number_and_a_flood_when_it_is_over() -> None:
    moved = refusal(400, "group chat was upgraded", migrate_to_chat_id=-1009)
    with pytest.raises(errors.ChatMigrated) as migrated:
        result_of(*moved)
    assert migrated.value.new_chat_id == -1009
    with pytest.raises(errors.RetryAfter) as flood:
        result_of(*refusal(429, "Too Many Requests: retry after 7", retry_after=7))
    assert flood.value.seconds == 7


def test_only_telegram_itself_can_say_that_it_did_nothing() -> None:
    for answer, certain in (
        (refusal(500, "Internal Server Error"), True),
        ((502, b"<html>Bad gateway</html>"), False),  # from somebody on the way
        (refusal(504, "Gateway Timeout"), False),
    ):
        with pytest.raises(errors.NetworkError) as caught:
            result_of(*answer)
        assert isinstance(caught.value, FailedError) is certain
        assert undone(caught.value) is certain


@pytest.mark.parametrize("body", [b"[]", b'{"ok": true}', b'"yes"'])
def test_json_that_is_no_answer_is_a_failed_call(body: bytes) -> None:
    with pytest.raises(errors.TelegramError):
        result_of(200, body)
