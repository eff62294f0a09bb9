"""Keep the translations in step with the English: `python tools/translations.py update|check [language …]`.

`update` gathers every English text into locales/legwise.pot and every catalogue, new languages among them:
what is new waits untranslated, and what has changed or gone loses its translation, for advice that was
translated from other words is not shown. `check` changes nothing, says what is wrong in one line each, and
ends with 1 if anything is.
"""
# ruff: noqa: INP001  a script beside the bot, not a part of it

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import generate_po, read_po

from bot.catalogues import GAP, contents, needs_words, read_catalogue
from bot.flow.errors import InvalidFlow, Problem
from bot.flow.read import read_flow
from bot.flow.words import flow_texts

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "locales/legwise.pot"
TEMPLATE_COMMENT = "Every English text of Legwise. Made by tools/translations.py: change the code or the flows."
CATALOGUE_COMMENT = "Legwise's words in this language. How to work on them: locales/README.md."
HEADER = """\
# {comment}
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"""

_TEMPLATE_HEADER = HEADER.format(comment=TEMPLATE_COMMENT, language="en")

Found = dict[str, list[str]]  # English → the files it is in, in the order of the first


def gather(root: Path) -> Found:
    """Collect every English text that people may see: of the flows, then of the code.

    Raises:
        InvalidFlow: A flow has mistakes, or a text in the code cannot be translated.
    """
    found: Found = {}
    problems: list[Problem] = []
    for path in (*sorted(root.glob("flows/*.yaml")), *sorted(root.glob("bot/**/*.py"))):
        place = path.relative_to(root).as_posix()
        try:
            texts = tuple(_texts(path, place))
        except InvalidFlow as error:
            problems.extend(error.problems)
            continue
        for english in filter(needs_words, texts):
            if place not in found.setdefault(english, []):
                found[english].append(place)
    if problems:
        raise InvalidFlow(problems)
    return found


def _texts(path: Path, place: str) -> Iterable[str]:
    source = contents(path)
    if path.suffix == ".py":
        return _code_texts(source, place)
    return flow_texts(read_flow(source, place))


def _code_texts(source: str, place: str) -> Iterator[str]:
    """The literal of every `text("…")` and `Text("…")`.

    Babel's own extractor would take `params.text("chat_id")` too, and say nothing of what it cannot read.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        match call:
            case ast.Call(ast.Name("text" | "Text"), [ast.Constant(str(english)), *_]):
                _check_gaps(call, english, place)
                yield english
            case ast.Call(
                ast.Name("text" | "Text"), [ast.JoinedStr() | ast.IfExp() | ast.BinOp(), *_]
            ):
                raise _problem(
                    call, place, "a text must be written out, so that it can be translated"
                )


def _check_gaps(call: ast.Call, english: str, place: str) -> None:
    filled = {keyword.arg for keyword in call.keywords}
    if len(call.args) == 1 and None not in filled and filled != set(GAP.findall(english)):
        raise _problem(call, place, f"the gaps of {english!r} are not those that are filled")


def _problem(call: ast.Call, place: str, message: str) -> InvalidFlow:
    return InvalidFlow((Problem(place, call.lineno, call.col_offset + 1, message),))


def update(root: Path, found: Found, languages: Iterable[str] = ()) -> None:
    """Write the template, and bring each catalogue in step with it.

    Raises:
        InvalidFlow: A catalogue is broken; it is left as it is.
    """
    (root / TEMPLATE).write_text(_written(found, _TEMPLATE_HEADER), encoding="utf-8")
    for language in languages:
        new = root / "locales" / language / "LC_MESSAGES" / "legwise.po"
        new.parent.mkdir(parents=True, exist_ok=True)
        new.touch()
    for path in catalogues(root):
        old = contents(path)
        read_catalogue(
            old, path.relative_to(root).as_posix()
        )  # its mistakes are told before anything is lost
        head = re.match(r'(?:#.*\n)*msgid ""\n(?:.+\n)*', old)
        header = head[0] if head else HEADER.format(comment=CATALOGUE_COMMENT, language=path.parent.parent.name)
        path.write_text(_written(found, header, read_po(old.split("\n"))), encoding="utf-8")


def _written(found: Found, header: str, old: Catalog | None = None) -> str:
    """A catalogue in the order of the English, one line to a text, without dates or line numbers."""
    catalogue = Catalog()
    for english, places in found.items():
        known = old.get(english) if old else None
        new = catalogue.add(english, locations=[(place, 0) for place in places])
        if known and isinstance(known.string, str):
            new.string, new.user_comments = known.string, known.user_comments
            new.flags |= known.flags & {"fuzzy"}
    return (
        header
        + "\n"
        + "".join(generate_po(catalogue, omit_header=True, include_lineno=False, width=0))
    )


def catalogues(root: Path) -> list[Path]:
    return sorted(root.glob("locales/*/LC_MESSAGES/legwise.po"))


def check(root: Path, found: Found) -> Iterator[Problem]:
    """Name everything that is missing, stale, repeated or has other gaps than the English."""
    template = root / TEMPLATE
    if not template.exists() or contents(template) != _written(found, _TEMPLATE_HEADER):
        yield Problem(
            TEMPLATE,
            1,
            1,
            "is not what the code and the flows say; run tools/translations.py update",
        )
    for path in catalogues(root):
        place = path.relative_to(root).as_posix()
        try:
            words, problems = read_catalogue(contents(path), place)
        except InvalidFlow as error:
            yield from error.problems
            continue
        yield from problems
        entries = {
            str(entry.id): entry.lineno or 1
            for entry in read_po(contents(path).split("\n"))
            if entry.id
        }
        told = {problem.line for problem in problems}
        for english in found:
            if english not in words and entries.get(english) not in told:
                yield Problem(place, entries.get(english, 1), 1, f"not translated: {english!r}")
        for english in entries.keys() - found.keys():
            yield Problem(place, entries[english], 1, f"no longer used: {english!r}")


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("command", choices=("update", "check"))
    parser.add_argument("languages", nargs="*", help="languages to begin, such as fr or pt_BR")
    chosen = parser.parse_args(arguments)
    try:
        found = gather(ROOT)
        if chosen.command == "update":
            update(ROOT, found, chosen.languages)
            return 0
        problems = sorted(check(ROOT, found), key=lambda problem: (problem.path, problem.line))
    except InvalidFlow as error:
        problems = list(error.problems)
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
