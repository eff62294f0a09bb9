"""A check in the terminal, line by line."""

from datetime import timedelta

import pytest

from bot.terminal import Terminal
from tests.chat import FLOW, LIBRARY, NOON, TEXTS


class Screen:
    """A terminal and what stands on it; the clock moves a minute a line."""

    def __init__(self, language: str | None = None) -> None:
        self.lines: list[str] = []
        self.at = NOON
        self.kept: dict[str, bytes] = {}
        self.terminal = Terminal(
            LIBRARY, TEXTS, FLOW, language, lambda: self.at, self.lines.append, self.keep
        )

    def keep(self, name: str, data: bytes) -> str:
        self.kept[name] = data
        return f"a folder/{name}"

    def hear(self, *lines: str) -> list[str]:
        """Type these lines; return what the last one brought, a line each."""
        for line in lines:
            self.at += timedelta(minutes=1)
            self.lines.clear()
            self.terminal.hear(line)
        return "\n".join(self.lines).splitlines()


def test_options_are_numbered_and_answers_confirmed() -> None:
    screen = Screen()
    first = "\n".join(screen.lines).splitlines()
    assert first[:4] == [
        "",
        "  Question 1 of about 8",
        "First, the things that cannot wait. Do any of these apply right now?",
        "New, or worse than usual for you.",
    ]
    assert "  17  None of these" in first
    told = screen.hear("17")
    assert told[:4] == [
        "  > None of these",
        "",
        "  Question 2 of about 8",
        "Who is this check for?",
    ]
    assert told[4].startswith("   1  Me")


def test_ticks_are_shown_and_done_is_typed() -> None:
    screen = Screen()
    told = screen.hear("fever, strange")
    assert "  Noted with ☑. Tick more, or tap Done." in told
    assert "  13  ☑ Fever or vomiting" in told
    assert screen.hear("done")[0] == "  > Fever or vomiting"


def test_back_why_and_what_is_not_understood() -> None:
    screen = Screen()
    assert any("A cramp lets go" in line for line in screen.hear("none", "me", "why"))
    assert "Who is this check for?" in screen.hear("back")
    assert any("I didn't understand that" in line for line in screen.hear("gibberish"))
    assert any("This is the first question." in line for line in screen.hear("back", "back"))


def test_an_ending_is_printed_whole_with_what_can_be_done_next() -> None:
    screen = Screen()
    told = screen.hear("none", "me", "5 min", "yes", "no", "nothing", "calf", "no change", "none")
    assert told[:3] == ["  > None of these", "", "You can look after this yourself"]
    assert any(line.startswith("  • Swelling: “No") for line in told)
    assert any("cannot rule out a clot" in line for line in told)
    assert told[-3:-1] == ["   4  Change an answer", "   5  Start again"]


def test_what_can_be_done_next_has_numbers_too() -> None:
    screen = Screen()
    told = screen.hear(
        "none", "me", "5 min", "yes", "no", "nothing", "calf", "no change", "statin", "4"
    )
    assert "Your answers" in told
    assert told[-1] == "   9  Back to the result"
    assert "See a clinician in the next days" in screen.hear("9.")
    assert not any(line.startswith("   1") for line in screen.hear("thanks"))
    told = screen.hear("5")
    assert "Question 1 of about 8" in told[1]
    assert not any("Start again" in line for line in told)


def test_danger_is_heard_and_an_old_number_answers_the_new_card() -> None:
    screen = Screen()
    told = screen.hear("none", "I can't breathe")
    assert told[:2] == ["", "Get an ambulance now"]
    assert "Call your local emergency number now, if you know it." in screen.hear("1")
    assert any(line.startswith("France: call") for line in screen.hear("4"))


def test_the_terminal_speaks_the_language_asked_for() -> None:
    told = Screen("es").hear("nada")
    assert told[0] == "  > Nada de esto"
    assert any(line.startswith("¿Para quién") for line in told)


@pytest.mark.parametrize("words", ["cancel", "/cancel", "stop", "cancelar"])
def test_a_cancelled_check_is_over(words: str) -> None:
    screen = Screen()
    assert not screen.terminal.over
    assert "Stopped." in screen.hear("none", words)
    assert screen.terminal.over


def test_a_tap_that_is_only_answered_over_the_chat_is_printed_in_brackets() -> None:
    screen = Screen()
    screen.hear("none", "me", "5 min", "yes", "no", "nothing", "calf", "no change", "none")
    state = screen.terminal.state
    screen.hear("1")
    screen.terminal.state = state  # as if the list had been left meanwhile
    assert screen.hear("1")[0] == "(That button is from earlier. Here is where we are.)"


def test_the_card_for_a_clinician_is_printed_and_its_picture_saved() -> None:
    screen = Screen()
    told = screen.hear(
        "none", "me", "5 min", "yes", "no", "nothing", "calf", "no change", "none", "3"
    )
    assert told[1:3] == [
        "Card for a clinician",
        "  What one person told a chat bot. Nobody was examined.",
    ]
    assert any(line.startswith("  • Risks: “None of these”. Denied: ") for line in told)
    assert screen.hear("1") == ["Saved as a folder/legwise.png"]
    assert screen.hear("2") == ["Saved as a folder/legwise-leg-check.pdf"]
    assert screen.kept["legwise.png"].startswith(b"\x89PNG")
    assert screen.kept["legwise-leg-check.pdf"].startswith(b"%PDF")
    assert "Ficha para un profesional de la salud" in screen.hear("3")
