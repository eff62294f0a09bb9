"""A flow is edited while somebody is in the middle of it."""

from dataclasses import replace

from msgspec import structs

from bot.flow.condition import All, Chosen, Condition
from bot.flow.model import Flow, Rule
from bot.flow.question import Option, Question
from tests.chat import FLOW, LIBRARY, Chat

CHANGED = "The questions have changed since you began."
REREAD = "What I advise for your answers has changed since."


def edit(chat: Chat, flow: Flow) -> None:
    chat.library = replace(LIBRARY, flows={**LIBRARY.flows, flow.id: flow})


def without(question: str, option: str) -> Flow:
    """The leg check without one option."""
    asked = FLOW.questions[question]
    options = {name: each for name, each in asked.options.items() if name != option}
    return replace(FLOW, questions={**FLOW.questions, question: replace(asked, options=options)})


def stricter(when: Condition, ending: str = "urgent_same_day") -> Flow:
    """The leg check with one more rule."""
    rule = Rule(ending, when, "A new reason.", "house")
    return replace(FLOW, rules=(rule, *FLOW.rules))


def asking_first(question: Question) -> Flow:
    """The leg check with one more question in second place, which matters to everybody."""
    first, *rest = FLOW.questions.values()
    flow = stricter(Chosen(question.id, frozenset(("yes",))))
    return replace(flow, questions={each.id: each for each in (first, question, *rest)})


FASTING = Question(
    "fasting",
    "Are you fasting?",
    "Fasting",
    {name: Option(name, name.title()) for name in ("no", "yes")},
)


def test_a_new_question_is_asked_and_the_answers_so_far_are_kept() -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    edit(chat, asking_first(FASTING))
    (*_, asked) = chat.hear("[1 to 14 days]")
    assert asked.startswith(f"({CHANGED}")
    assert "Are you fasting?" in asked
    (*_, after) = chat.hear("[No]")
    assert "swollen" in after
    assert CHANGED not in after  # it is said once
    assert chat.state.run is not None
    assert list(chat.state.run.answers) == ["red_flags", "about", "duration_class", "fasting"]


def test_an_answer_that_no_longer_fits_is_asked_for_again() -> None:
    chat = Chat()
    chat.hear("(so far: none, me, 1_to_14_days)")
    edit(chat, without("duration_class", "1_to_14_days"))
    (*_, asked) = chat.hear("[No, no swelling]")
    assert asked.startswith(f"({CHANGED}")
    assert "How long has it lasted?" in asked


def test_a_question_that_is_gone_while_it_is_asked_is_passed_over() -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    questions = {name: q for name, q in FLOW.questions.items() if name != "duration_class"}
    edit(chat, replace(FLOW, questions=questions))
    told = chat.hear("(taps o:1_to_14_days)")
    assert any(CHANGED in line and "swollen" in line for line in told)


def test_other_words_for_the_same_questions_are_not_worth_a_word() -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    asked = replace(FLOW.questions["swelling"], ask="Is anything swollen, or tight?")
    edit(chat, replace(FLOW, questions={**FLOW.questions, "swelling": asked}))
    (*_, after) = chat.hear("[1 to 14 days]")
    assert "or tight?" in after
    assert CHANGED not in after


def test_advice_that_has_changed_since_it_was_read_is_told() -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    chat.hear("(to the end: duration_class under_10min)")
    assert chat.state.view == "result"
    edit(chat, stricter(All((Chosen("about", frozenset(("me",))),))))
    told = chat.hear("hello")
    assert any(REREAD in line and "Be seen by a clinician today" in line for line in told)
    assert not any(REREAD in line for line in chat.hear("hello"))


def test_a_result_that_needs_another_answer_now_says_so() -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    chat.hear("(to the end: duration_class under_10min)")
    edit(chat, asking_first(FASTING))
    told = chat.hear("hello")
    assert any(CHANGED in line and "Are you fasting?" in line for line in told)


def test_an_emergency_stays_one_without_a_word_about_questions() -> None:
    chat = Chat()
    chat.hear("(so far: chest_pain)")
    assert chat.state.view == "result"
    edit(chat, asking_first(FASTING))
    told = chat.hear("hello")
    assert any("Get an ambulance now" in line for line in told)
    assert not any(CHANGED in line for line in told)


def test_nothing_stands_above_an_emergency_that_is_typed_just_then() -> None:
    chat = Chat()
    chat.hear("(so far: none, me, 1_to_14_days)")
    edit(chat, without("duration_class", "1_to_14_days"))
    told = chat.hear("I can't breathe")
    assert any(line.startswith("Get an ambulance now") for line in told)
    assert not any(CHANGED in line for line in told)


def test_a_run_from_before_editions_were_kept_goes_on_without_a_word() -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    run = chat.state.run
    assert run is not None
    chat.state = structs.replace(chat.state, run=structs.replace(run, edition=""))
    edit(chat, stricter(Chosen("about", frozenset(("travel",)))))
    assert not any(CHANGED in line for line in chat.hear("[1 to 14 days]"))
