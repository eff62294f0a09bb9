"""gettext catalogues: .po text to translations, with every mistake at its line."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from bot.flow.errors import InvalidFlow, Problem

Words = dict[str, str]  # English → translation
_Id = str | tuple[str, ...] | list[str]  # more than one for plural forms

GAP = re.compile(r"\{([^\W\d]\w*)\}")

# Babel's own parser takes a line without its closing quote, and quietly loses a letter.
_LINE = re.compile(r'(?:#.*|(?:msg[a-z_]+(?:\[\d\])?\s+)?"(?:[^"\\]|\\.)*")?')


class StrictCatalogue(Catalog):
    """A catalogue that remembers the line of each entry that was there before."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[Message] = []

    def __setitem__(self, id: _Id, message: Message) -> None:  # noqa: A002  as Babel names it
        if id and self.get(id, message.context):
            self.repeated.append(message)
        else:
            super().__setitem__(id, message)


def contents(path: Path) -> str:
    """Read a file.

    Raises:
        InvalidFlow: It cannot be opened, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise InvalidFlow((Problem(str(path), 1, 1, f"cannot be read: {error}"),)) from None


def read_catalogue(po: str, path: str) -> tuple[Words, list[Problem]]:
    """Read one catalogue.

    Args:
        po: The file's content.
        path: Its name, for messages only.

    Returns:
        The translations that can be shown, and a problem for each entry that was left out. An entry that is
        empty or marked fuzzy is not translated yet, which is no problem.

    Raises:
        InvalidFlow: The file is no catalogue; with every line that is wrong.
    """
    catalogue = parse(po, path)
    found: Words = {}
    problems = [
        Problem(
            path, message.lineno or 1, 1, f"a second entry for {message.id!r}; the first is used"
        )
        for message in catalogue.repeated
    ]
    for message in catalogue:
        if not message.id or not message.string or message.fuzzy:
            continue
        if wrong := _mistake(message):
            problems.append(Problem(path, message.lineno or 1, 1, wrong))
        else:
            found[str(message.id)] = str(message.string)
    return found, problems


def parse(po: str, path: str) -> StrictCatalogue:
    """Read the entries of a catalogue as they are. Arguments and errors are those of `read_catalogue`."""
    lines = po.split("\n")
    if broken := [n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line.strip())]:
        message = "is neither a comment nor a keyword with its text in quotes"
        raise InvalidFlow(Problem(path, n, 1, message) for n in broken)
    catalogue = StrictCatalogue()
    try:
        PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        raise InvalidFlow((Problem(path, error.lineno + 1, 1, str(error)),)) from None
    except (ValueError, LookupError) as error:  # a header Babel cannot make sense of
        raise InvalidFlow((Problem(path, 1, 1, f"has a wrong header: {error}"),)) from None
    return catalogue


def _mistake(message: Message) -> str | None:
    """What keeps an entry from being shown."""
    if message.context or message.pluralizable:
        return "contexts and plural forms are not used in this project"
    english, translated = (set(GAP.findall(str(words))) for words in (message.id, message.string))
    if english == translated:
        return None
    has, should = (
        ", ".join(f"{{{gap}}}" for gap in sorted(gaps)) or "none" for gaps in (translated, english)
    )
    return f"has the gaps {has}, where the English has {should}"


def needs_words(english: str) -> bool:
    """Say whether a text has anything to translate: a letter outside its gaps."""
    return any(character.isalpha() for character in GAP.sub("", english))


def codes(tag: str) -> Iterator[str]:
    """A language tag in one spelling, then without its last part, and so on: `pt_BR` → `pt-br`, `pt`."""
    code = re.split(r"[.@]", tag)[0].replace("_", "-").lower()
    while code:
        yield code
        code = code.rpartition("-")[0]
