"""Teach a flow what its words are in every language, so that whatever somebody types is understood."""

from collections.abc import Callable
from dataclasses import replace

from bot.flow.hearing.tongue import fold
from bot.flow.model import Flow, Listening
from bot.flow.question import Option, Question

Spoken = Callable[[str], tuple[str, ...]]  # an English text -> that text in every language


def teach(flow: Flow, spoken: Spoken) -> Flow:
    """Return the flow with every option's typed words filled in and every danger phrase folded."""
    return replace(
        flow,
        questions={
            question.id: _question(question, spoken) for question in flow.questions.values()
        },
        listening=tuple(_listening(listening) for listening in flow.listening),
    )


def _question(question: Question, spoken: Spoken) -> Question:
    return replace(
        question,
        options={option.id: _option(option, spoken) for option in question.options.values()},
    )


def _option(option: Option, spoken: Spoken) -> Option:
    said = [option.label, *option.also, *([option.button] if option.button else [])]
    typed = {fold(words).strip(" .,!?¡¿\"'()") for english in said for words in spoken(english)}
    return replace(option, typed=frozenset(typed | {option.id.replace("_", " ")}))


def _listening(listening: Listening) -> Listening:
    folded = {tuple(fold(word) for word in phrase) for phrase in listening.phrases}
    return replace(listening, phrases=tuple(sorted(folded)))
