"""What the bot says of itself: help, privacy, sources."""

from bot.flow.library import Library
from bot.flow.model import Flow, Source
from bot.text import Block, Doc, Text, text

NOBODY = "nobody yet"  # who has reviewed a flow, in its `reviewed:`


def help_doc(library: Library) -> Doc:
    items = [
        Block("item", text("/{command}: {about}", command=flow.command, about=Text(flow.about)))
        for flow in library.flows.values()
    ]
    return (
        Block("title", text("How to use me")),
        Block(
            "plain",
            text(
                "Tap the buttons, or type: an answer in your own words, its number, “back”, “why” or “cancel”."
            ),
        ),
        Block(
            "plain",
            text(
                "If you write that you can't breathe, or name another sign of danger, I say at once what to do."
            ),
        ),
        *items,
        Block("item", text("/cancel: stop the check and delete its answers")),
        Block("item", text("/reminders: what I remind you of; pause or delete it")),
        Block("item", text("/language: change the language")),
        Block("item", text("/privacy: what I keep, and for how long")),
        Block("item", text("/erase: delete everything I keep about you")),
        Block("item", text("/about: sources, version, review")),
    )


def privacy_doc(library: Library) -> Doc:
    contact = (
        text("Questions about your data: {contact}", contact=library.contact)
        if library.contact
        else text("Questions about your data: ask whoever runs this bot.")
    )
    return (
        Block("title", text("Privacy")),
        Block(
            "plain",
            text(
                "I keep your answers about your health, your language, and the numbers of this chat's messages, so that you can go back, change an answer and continue later."
            ),
        ),
        Block(
            "item",
            text(
                "Nothing about your health is kept before you agree. One exception: if you name a sign of danger, I keep that sign, so that the emergency advice stays."
            ),
        ),
        Block(
            "item",
            text(
                "It is stored encrypted and deleted {days} days after your last message or my last reminder, or at once with /erase.",
                days=library.keep_days,
            ),
        ),
        Block(
            "item",
            text("I don't keep your name. Nothing is sold, shared, or used to train anything."),
        ),
        Block(
            "item",
            text(
                "Telegram carries and stores the chat itself. It is not end-to-end encrypted; you can delete the chat in the app."
            ),
        ),
        Block(
            "item",
            text(
                "With reminders I keep their words, their times and your time zone; of a location you send, only the nearest town or its time zone."
            ),
        ),
        Block(
            "item",
            text(
                "Glasses you note are kept for seven days, and only while I remind you to drink. What you delete in /reminders can be brought back for an hour at most, then it is gone."
            ),
        ),
        Block("item", text("To withdraw your consent, send /erase.")),
        Block("plain", runner(library)),
        Block("plain", contact),
    )


def about_docs(library: Library) -> tuple[Doc, ...]:
    """Two messages, since one cannot hold the sources of every flow: of this bot and its main flow; of the others."""
    head = (
        Block("title", text("About Legwise {version}", version=library.version)),
        Block(
            "plain", text("Free software under the MIT licence. Information, never a diagnosis.")
        ),
        Block("plain", runner(library)),
    )
    main, *others = library.flows.values()
    told = {source.title for source in main.sources.values()}
    rest: list[Block] = []
    for flow in others:
        sources = [source for source in flow.sources.values() if source.title not in told]
        rest += [*_reviewed(flow), *(Block("item", _source(source)) for source in sources)]
        told |= {source.title for source in sources}
    own = (Block("item", _source(source)) for source in main.sources.values())
    first = (*head, *_reviewed(main), *own)
    return (first, tuple(rest)) if rest else (first,)


def _reviewed(flow: Flow) -> tuple[Block, Block]:
    title = text("{title} (version {version})", title=Text(flow.title), version=flow.version)
    return Block("heading", title), Block("plain", _review(flow))


def unreviewed(flow: Flow) -> tuple[Block, ...]:
    """What to say for as long as no clinician has looked at a flow; nothing afterwards."""
    if flow.reviewed.by != NOBODY:
        return ()
    return (Block("note", text("No clinician has reviewed this advice yet.")),)


def _source(source: Source) -> Text:
    if source.note:
        return text(
            "{title} ({place}; {note})", title=source.title, place=source.at, note=source.note
        )
    return text("{title} ({place})", title=source.title, place=source.at)


def _review(flow: Flow) -> Text:
    when = flow.reviewed.on.isoformat()
    if flow.reviewed.by == NOBODY:
        return text(
            "Put together from public guidance on {date}. No clinician has reviewed it yet.",
            date=when,
        )
    return text(
        "Reviewed on {date} by {reviewer}, valid until {until}.",
        date=when,
        reviewer=flow.reviewed.by,
        until=flow.reviewed.until.isoformat(),
    )


def runner(library: Library) -> Text:
    if library.operator:
        return text("Run by {operator}.", operator=library.operator)
    return text("Whoever runs this copy has not given a name.")
