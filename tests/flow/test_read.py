"""A flow file that is sound, and one that is not."""

from datetime import date, timedelta

import pytest

from bot.flow.condition import All, Any, Chosen, Not
from bot.flow.ending import Calm, Ending, Item, Section
from bot.flow.errors import FlowError, InvalidFlow
from bot.flow.model import Claim, Flow, Listening, Reviewed, Rule, Source
from bot.flow.question import Fact, Hint, Option, Question
from bot.flow.read import read_flow
from tests.flow.read_cases import GOOD

RISK = Question(
    id="risk",
    ask="Does any of these apply?",
    short="Risks",
    many=True,
    options={
        "clot": Option("clot", "A clot before", lasting=timedelta(hours=1)),
        "smoker": Option("smoker", "I smoke", lasting=timedelta(weeks=2)),
        "yes": Option(
            "yes",
            "Sixty",
            alone=True,
            stands_for=(
                (
                    Fact("age", over=60.0, below=90.5),
                    Fact("sex", frozenset({"f", "m"})),
                ),
                (Fact("symptom", lacks=frozenset({"pain"})),),
                (Fact("travel.mode", frozenset({"air"})),),
            ),
        ),
        "none": Option("none", "None of these", alone=True),
    },
    assumed="none",
)
SWELLING = Question(
    id="swelling",
    ask="Is the leg swollen?",
    short="Swelling",
    help="Look at both.",
    why="A clot swells one leg.",
    source="nhs",
    columns=2,
    when=Chosen("risk", frozenset({"none"})),
    options={
        "none": Option("none", "No"),
        "one_leg": Option(
            id="one_leg",
            label="Yes, one leg",
            button="One leg",
            also=("just one", "one"),
            lasting=timedelta(hours=24),
        ),
        "not_sure": Option("not_sure", "I can't tell", also=("unsure",), lasting=timedelta.max),
    },
    ranks={"none": 0, "one_leg": 0, "not_sure": 1},
    assumed="none",
    strict=True,
    fresh_for=timedelta(days=14),
    hints={
        "one_leg": Hint("worrying", "points to a clot"),
        "none": Hint("reassuring", "fits a cramp"),
    },
)
LIKELY = Any(
    (
        Chosen("risk", frozenset({"clot", "yes"})),
        Chosen("risk", frozenset({"smoker", "yes"}), count=2),
    )
)
EMERGENCY = Rule(
    ending="emergency",
    when=All((LIKELY, Chosen("swelling", frozenset({"one_leg", "not_sure"})))),
    unless=Not(Chosen("risk", frozenset({"smoker"}), "none")),
    because="These can be signs of a clot.",
    source="nhs",
)
SELF_CARE = Ending(
    id="self_care",
    urgency=1,
    title="This fits a cramp",
    by_when="Look again tomorrow.",
    say=(
        Item("Rest.", ""),
        Item("Drink.", "", Chosen("swelling", frozenset({"none"}), "only")),
    ),
    sections=(
        Section(
            "Do now",
            (
                Item(
                    "Stretch.",
                    "house",
                    All(
                        (
                            Chosen("risk", frozenset({"smoker", "clot"}), "all"),
                            Chosen("risk", frozenset({"yes"}), "none"),
                        )
                    ),
                ),
            ),
        ),
    ),
    only_when=(
        Calm(
            All((Chosen("swelling", frozenset({"none"})), Chosen("risk", frozenset({"none"})))),
            "It was short.",
            "house",
        ),
    ),
    safety_net="This cannot rule out a clot.",
)
LEG_CHECK = Flow(
    id="leg-check",
    version="1",
    title="Leg cramp or something more?",
    about="Is it a clot?",
    command="check",
    reviewed=Reviewed(date(2026, 11, 22), date(2027, 11, 22), "nobody yet"),
    sources={
        "nhs": Source("NHS: clots", "nhs.uk/dvt", "a copy"),
        "house": Source("Caution", "docs"),
    },
    questions={"risk": RISK, "swelling": SWELLING},
    rules=(EMERGENCY,),
    endings={
        "self_care": SELF_CARE,
        "soon": Ending("soon", 2, "See someone", "This week.", (), (), safety_net="Mind it."),
        "emergency": Ending("emergency", 4, "Call now", "Now.", (Item("Call.", ""),), ()),
    },
    otherwise=Calm(All(()), "Nothing urgent stands out.", "house"),
    otherwise_ending="soon",
    listening=(
        Listening("swelling", "one_leg", "en", (("my", "leg's", "swollen"), ("big", "leg"))),
        Listening("swelling", "one_leg", "es", (("hinchazon",),)),
    ),
    claims=(
        Claim("rising"),
        Claim("never", "self_care", Chosen("risk", frozenset({"clot"}))),
    ),
)


def test_a_sound_file_is_read_in_full() -> None:
    flow = read_flow(GOOD, "leg-check.yaml")
    assert flow == LEG_CHECK
    assert list(flow.questions) == ["risk", "swelling"]
    assert list(flow.questions["risk"].options) == ["clot", "smoker", "yes", "none"]
    assert list(flow.endings) == ["self_care", "soon", "emergency"]


def test_a_byte_order_mark_and_other_line_ends_change_nothing() -> None:
    assert read_flow("\ufeff" + GOOD.replace("\n", "\r\n"), "leg-check.yaml") == LEG_CHECK


def test_several_terms_must_all_hold_and_terms_may_use_terms() -> None:
    text = GOOD.replace("{is: likely, ", "{is: [likely, sure], ").replace(
        "questions:\n", "  sure: {is: likely, not: {is: likely}}\nquestions:\n", 1
    )
    condition = read_flow(text, "x").rules[0].when
    assert isinstance(condition, All)
    assert condition.parts[0] == All((LIKELY, All((LIKELY, Not(LIKELY)))))


def test_none_is_alone_unless_the_author_says_otherwise() -> None:
    text = GOOD.replace("none: None of these", "none: {label: None of these, alone: false}")
    assert not read_flow(text, "x").questions["risk"].options["none"].alone


def test_every_mistake_of_a_file_is_told_at_once_and_in_its_order() -> None:
    text = (
        GOOD.replace("until: 2027", "until: 2025")
        .replace("assumed: none\n  swelling", "assumed: nome\n  swelling")
        .replace("source: nhs\nother", "source: nsh\nother")
        .replace("urgency: 2", "urgency: 7")
    )
    with pytest.raises(InvalidFlow) as caught:
        read_flow(text, "flows/leg-check.yaml")
    assert isinstance(caught.value, FlowError)
    assert str(caught.value).splitlines() == [
        "flows/leg-check.yaml:6:28: 'until' must be after 'on'",
        "flows/leg-check.yaml:31:14: 'nome' is not an option of 'risk'; did you mean 'none'?",
        "flows/leg-check.yaml:65:13: 'nsh' is not a source; did you mean 'nhs'?",
        "flows/leg-check.yaml:84:19: a number from 1 to 4 is expected here, not '7'",
    ]
    assert [problem.line for problem in caught.value.problems] == [6, 31, 65, 84]
