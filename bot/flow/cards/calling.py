"""How to call for help: when, by which number, and what to write here."""

from bot.flow.library import Library
from bot.flow.model import Flow
from bot.text import Block, Country, Doc, Text, text


def help_to_call(library: Library, flow: Flow, country: str | None) -> Doc:
    """Answer a cry for help: an emergency line, the number where the country is known, and what this bot can do."""
    blocks = [emergency_line(flow if flow.in_an_emergency else library.main)]
    if country is not None:
        blocks.append(Block("plain", number_to_call(library, country)))
    return (
        *blocks,
        Block(
            "plain",
            text(
                "I can't call anybody for you: dial on a phone, or have somebody near you do it. With “help” and a country,"
                " such as “help Japan”, you get its number."
            ),
        ),
        Block(
            "plain",
            text(
                "If you write what is wrong, such as “I can't breathe”, I say at once what to do. /help tells how to use me."
            ),
        ),
    )


def emergency_line(flow: Flow) -> Block:
    if flow.in_an_emergency:
        return Block("heading", Text(flow.in_an_emergency))
    return Block(
        "heading",
        text(
            "If this may be an emergency, call an ambulance now: 112, 999, 911 or your local number."
        ),
    )


def number_to_call(library: Library, country: str | None) -> Text:
    if country and (numbers := library.ambulances.get(country)):
        return text(
            "{country}: call {number}, or your local emergency number.",
            country=Country(country),
            number=" / ".join(numbers),
        )
    if country:
        return text(
            "{country}: I have no checked number. Call your local emergency number; 112 works from most mobile phones.",
            country=Country(country),
        )
    return text("Call 112 (Europe), 999 (UK), 911 (USA, Canada), or your local emergency number.")
