"""A length that is typed and leaves a doubt: a bare number is asked its unit, a short time whether it is over."""

from bot.flow.hearing.spans import read_span
from bot.flow.hearing.tongue import EDGES, fold
from bot.flow.hearing.typed import NUMBER, Picked, says_option, understand
from bot.flow.moves.answers import answer
from bot.flow.moves.desk import Desk
from bot.flow.question import Question
from bot.text import Text, text


def ask_back(desk: Desk, question: Question, words: str) -> bool:
    """Ask back, or take what answers that; False where nothing is in doubt."""
    folded = fold(words).strip(EDGES)
    if not any(option.lasting for option in question.options.values()):
        return False
    if _is_number(desk, folded):
        desk.change_run(offered=(folded,))
        desk.again(_of_what(folded))
        return True
    offered = desk.run.offered if desk.run else ()
    if offered and offered[0] in question.options and _agreed(desk, folded):
        answer(desk, question, offered)
        return True
    if says_option(question, words, desk.library.tongues):
        return False
    match understand(question, with_number(desk, words), desk.library.tongues):
        case Picked((option,)) if (asked := question.options[option].confirm) is not None:
            desk.change_run(offered=(option,))
            desk.again(Text(asked))
            return True
        case _:
            return False


def with_number(desk: Desk, words: str) -> str:
    """Put the number that was typed before in front of its unit."""
    offered = desk.run.offered if desk.run else ()
    folded = fold(words).strip(EDGES)
    if not offered or not _is_number(desk, offered[0]):
        return words
    counted = any(_is_number(desk, word) for word in folded.split())
    joined = f"{offered[0]} {folded}"
    return words if counted or read_span(joined, desk.library.tongues) is None else joined


def _is_number(desk: Desk, folded: str) -> bool:
    counting = any(folded in tongue.numbers for tongue in desk.library.tongues)
    return counting or NUMBER.fullmatch(folded) is not None


def _agreed(desk: Desk, folded: str) -> bool:
    return any(folded in tongue.yes for tongue in desk.library.tongues)


def _of_what(number: str) -> Text:
    return text(
        "{number} what? Type the unit, such as “days” or “minutes”, or tap an answer.",
        number=number,
    )
