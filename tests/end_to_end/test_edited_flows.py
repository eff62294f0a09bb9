"""A flow is edited while the bot runs, and somebody is in the middle of it."""

from pathlib import Path

import pytest

from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess
from tests.flow.read_cases import PROVED

SMALL = (
    PROVED.replace("flow: leg-check", "flow: small")
    .replace("command: check", "command: small")
    .replace('    when: {risk: {none of: "yes"}}\n', "")
)
TAKEN_UP = "the edited flows are taken up"
NOT_TAKEN_UP = "the edited flows are not taken up"


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    """A flow of the operator's own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    path = folder / "small.yaml"
    save(path, SMALL)
    return path


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def remove(path: Path) -> None:
    path.unlink()


@pytest.fixture
def process(stage: Stage, tmp_path: Path, flow: Path) -> BotProcess:
    return BotProcess(
        tmp_path,
        {
            "TELEGRAM_API_URL": stage.sandbox.url,
            "TELEGRAM_BOT_TOKEN": stage.sandbox.token,
            "DATABASE_URL": f"sqlite:///{stage.file}",
            "LEGWISE_KEY": stage.key,
            "LEGWISE_FLOWS": str(flow.parent),
            "LEGWISE_LOG": "debug",
        },
    )


async def test_an_edited_flow_is_taken_up_and_only_what_changed_is_asked(
    stage: Stage, process: BotProcess, flow: Path
) -> None:
    ana = stage.sandbox.user("Ana")
    async with process.running():
        await play(
            ana,
            "> /small\n[begin:small]\nDoes any of these apply?\n[o:none]\nIs the leg swollen?",
        )
        asked_first = SMALL.replace("is: likely, swelling:", "since: today, swelling:").replace(
            "  swelling:\n    ask:",
            "  since: {ask: Since when?, short: Since, options: {today: Today, longer: Longer}}\n"
            "  swelling:\n    ask:",
        )
        save(
            flow,
            asked_first.replace("Is it a clot?", "A small check").replace("{rising: true}, ", ""),
        )
        await process.tells(TAKEN_UP)
        await play(
            ana,
            "[o:none]\nThe questions have changed since you began.",
        )
        assert "Since when?" in ana.last.text
        await play(ana, "[o:longer]\nThis fits a cramp")
        await stage.sandbox.until(
            lambda: any("A small check" in str(call.params) for call in stage.sandbox.calls)
        )


async def test_a_flow_with_a_mistake_or_a_broken_claim_is_not_taken_up(
    stage: Stage, process: BotProcess, flow: Path
) -> None:
    ana = stage.sandbox.user("Ana")
    async with process.running():
        await play(ana, "> /small\n[begin:small]\nDoes any of these apply?")
        save(flow, SMALL.replace("urgency: 4", "urgency: 9").replace("any of these", "it"))
        await process.tells(NOT_TAKEN_UP)
        (line,) = [line for line in process.errors if NOT_TAKEN_UP in line]
        assert "a number from 1 to 4 is expected here, not '9'" in line
        claim = "claims: [{never: soon}, "
        save(flow, SMALL.replace("claims: [", claim).replace("any of these", "it"))
        await process.tells(NOT_TAKEN_UP, times=2)
        assert "the flow small is not proved: not so: never soon when always" in process.errors[-1]
        await play(ana, "> /cancel\n> /small\nDoes any of these apply?")


async def test_a_chat_whose_flow_is_gone_is_told_so(
    stage: Stage, process: BotProcess, flow: Path
) -> None:
    ana = stage.sandbox.user("Ana")
    async with process.running():
        await play(ana, "> /small\n[begin:small]\nDoes any of these apply?\n[o:none]\nIs the leg")
        remove(flow)
        await process.tells(TAKEN_UP)
        await play(ana, "[o:none]\nThe check you had begun is no longer offered.")
