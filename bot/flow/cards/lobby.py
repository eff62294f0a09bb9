"""Cards around the questions: hello, consent, resuming, the review list, settings, goodbye."""

from bot.flow.cards import Card, choice
from bot.flow.cards.about import runner, unreviewed
from bot.flow.cards.calling import emergency_line
from bot.flow.cards.question import answer_text, short_text
from bot.flow.condition import Given
from bot.flow.effects import Button
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.text import Block, Text, text


def start_card(library: Library, flow: Flow, *, consented: bool) -> Card:
    """What it is, what it isn't, who runs it, and one tap to begin."""
    blocks = [
        Block("title", Text(flow.title)),
        Block(
            "plain",
            text(
                "I ask up to about ten short questions and tell you how soon to get care, and why."
            ),
        ),
        Block("plain", text("I give information, not a diagnosis. I can't examine you.")),
        *unreviewed(flow),
        Block("plain", runner(library)),
        emergency_line(flow),
    ]
    if not consented:
        blocks.append(Block("plain", _consent(library)))
    return Card(tuple(blocks), _begin_rows(flow, consented=consented))


def consent_card(library: Library, flow: Flow) -> Card:
    """The one line of consent, with emergency help before and beside it."""
    blocks = (emergency_line(flow), Block("plain", _consent(library)))
    return Card(blocks, _begin_rows(flow, consented=False))


def declined_card(flow: Flow) -> Card:
    """Someone who wants nothing kept still gets what can be said to everybody."""
    blocks = [Block("title", text("Nothing about your health is kept."))]
    if flow.for_everyone:
        only = text("Without your answers I can only say what holds for everyone:")
        blocks.append(Block("plain", only))
        blocks += [Block("item", Text(item.say)) for item in flow.for_everyone]
    else:
        blocks.append(emergency_line(flow))
    return Card(tuple(blocks), ((choice(text("Start after all"), f"begin:{flow.id}"),),))


def resume_card(flow: Flow, wanted: Flow, *, stale: bool) -> Card:
    """Continue where you were? Old answers about urgent signs are asked anew.

    Args:
        wanted: The flow that was asked for; it may be another than the unfinished one.
    """
    blocks = [
        Block("title", text("Continue where you were?")),
        Block("plain", text("You have an unfinished check: {flow}", flow=Text(flow.title))),
    ]
    if stale:
        blocks.append(
            Block(
                "plain",
                text("Some time has passed, so I'll ask again about what may have changed."),
            )
        )
    again = choice(text("Start again"), "again")
    if wanted is not flow:
        again = choice(text("Instead: {flow}", flow=Text(wanted.title)), f"begin:{wanted.id}")
    return Card(tuple(blocks), ((choice(text("Continue"), "go"),), (again,)))


def review_card(flow: Flow, given: Given, *, ended: bool) -> Card:
    """Every answer so far; a tap on one asks it anew."""
    blocks = [Block("title", text("Your answers")), Block("plain", text("Tap one to change it."))]
    rows: list[tuple[Button, ...]] = []
    for question, values in given.items():
        asked = flow.questions[question]
        answer = answer_text(asked, values)
        blocks.append(
            Block("item", text("{question}: {answer}", question=short_text(asked), answer=answer))
        )
        rows.append((choice(short_text(asked), f"edit:{question}"),))
    back = text("Back to the result") if ended else text("Back to the question")
    return Card(tuple(blocks), (*rows, (choice(back, "go"),)))


def cancelled_card(flow: Flow) -> Card:
    return Card(
        (
            Block("title", text("Stopped.")),
            Block(
                "plain",
                text(
                    "Your answers to this check are deleted. If something worries you, don't wait: have it looked at."
                ),
            ),
        ),
        ((choice(text("New check"), f"begin:{flow.id}"),),),
    )


def language_card(library: Library) -> Card:
    rows = tuple((choice(Text(name), f"lang:{code}"),) for code, name in library.languages.items())
    return Card((Block("title", text("Which language shall we use?")),), rows)


def erase_card() -> Card:
    return Card(
        (
            Block("title", text("Delete everything I keep about you?")),
            Block(
                "plain",
                text(
                    "Your answers, your language and this chat's record on my side. Messages already in this chat stay until you delete them in Telegram."
                ),
            ),
        ),
        ((choice(text("Delete everything"), "erase"),), (choice(text("Keep it"), "keep"),)),
    )


def kept_card() -> Card:
    return Card((Block("plain", text("Nothing was deleted.")),))


def public_card(flow: Flow) -> Card:
    """In a group nobody is questioned: one neutral line, and a door to the private chat."""
    return Card(
        (Block("plain", text("I answer in private, so that nobody's health is discussed here.")),),
        ((Button(text("Open a private chat"), start=flow.command),),),
    )


def _consent(library: Library) -> Text:
    return text(
        "If you tap “Agree and start”, I keep your answers about your health, encrypted, for up to {days} days, so that I can"
        " advise you. /privacy says more, /erase deletes them at any time.",
        days=library.keep_days,
    )


def _begin_rows(flow: Flow, *, consented: bool) -> tuple[tuple[Button, ...], ...]:
    if consented:
        return (
            (choice(text("Start the check"), f"begin:{flow.id}"),),
            (choice(text("This may be an emergency"), "sos"),),
        )
    return (
        (choice(text("Agree and start"), f"begin:{flow.id}"),),
        (choice(text("This may be an emergency"), "sos"),),
        (choice(text("No, keep nothing"), "decline"),),
    )
