"""Keep the translations in step with the English: `python tools/translations.py update|check [language …]`.

`update` gathers every English text into locales/legwise.pot and every catalogue, new languages among them:
what is new waits untranslated, and what has changed or gone loses its translation, for advice that was
translated from other words is not shown. `check` changes nothing, says what is wrong in one line each, and
ends with 1 if anything is.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import generate_po

from bot.flow.errors import InvalidFlow, Problem
from bot.flow.model import Flow
from bot.flow.read import read_flow
from bot.flow.words import flow_texts
from bot.texts.catalogues import GAP, contents, needs_words, parse, read_catalogue

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "locales/legwise.pot"
HEADER = """\
# The words of Legwise, kept in step by tools/translations.py. How to work on them: locales/README.md.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"""

Found = dict[str, list[str]]  # English → the files it is in, in the order of the first


def gather(root: Path) -> Found:
    """Collect every English text that people may see: of the flows, then of the code.

    Raises:
        InvalidFlow: A flow has mistakes, or a text in the code cannot be translated.
    """
    found: Found = {}
    problems: list[Problem] = []
    for path in (*sorted(root.glob("flows/*.yaml")), *sorted(root.glob("bot/**/*.py"))):
        try:
            for english, where in _texts(path, path.relative_to(root).as_posix()):
                if needs_words(english) and where not in found.setdefault(english, []):
                    found[english].append(where)
        except InvalidFlow as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidFlow(problems)
    return found


def _texts(path: Path, place: str) -> Iterator[tuple[str, str]]:
    source = contents(path)
    if path.suffix == ".py":
        yield from ((english, place) for english in _code_texts(source, place))
        return
    flow = read_flow(source, place)
    yield from ((english, place) for english in flow_texts(flow))
    yield from ((words, f"{place}#also") for words in _typed_words(flow))


def _typed_words(flow: Flow) -> Iterator[str]:
    """What `also:` lists, but for the values of cases: people type these words, and never see them."""
    for question in flow.questions.values():
        for option in question.options.values():
            yield from (words for words in option.also if "_" not in words)


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
            case ast.Call(ast.Name("text" | "Text"), [ast.JoinedStr() | ast.IfExp(), *_]):
                raise _problem(call, place, "write the text out, so that it can be translated")


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
    (root / TEMPLATE).write_text(_written(found, HEADER.format(language="en")), encoding="utf-8")
    for language in languages:
        new = root / "locales" / language / "LC_MESSAGES" / "legwise.po"
        new.parent.mkdir(parents=True, exist_ok=True)
        new.touch()
    for path in catalogues(root):
        po = contents(path)
        old = parse(po, path.relative_to(root).as_posix())
        head = re.match(r'(?:#.*\n)*msgid ""\n(?:.+\n)*', po)
        header = head[0] if head else HEADER.format(language=path.parent.parent.name)
        path.write_text(_written(found, header, old), encoding="utf-8")


def _written(found: Found, header: str, old: Catalog | None = None) -> str:
    """A catalogue in the order of the English, one line to a text, without dates or line numbers."""
    catalogue = Catalog()
    for english, places in found.items():
        known = old.get(english) if old else None
        new = catalogue.add(english, locations=[(place, 0) for place in places])
        if known and isinstance(known.string, str):
            new.string, new.user_comments = known.string, known.user_comments
            new.flags |= known.flags & {"fuzzy"}
    lines = generate_po(catalogue, omit_header=True, include_lineno=False, width=0)
    return "\n".join((header, "".join(lines)))


def catalogues(root: Path) -> list[Path]:
    return sorted(root.glob("locales/*/LC_MESSAGES/legwise.po"))


def check(root: Path, found: Found) -> Iterator[Problem]:
    """Name everything that is missing, stale, repeated or has other gaps than the English."""
    template = root / TEMPLATE
    known = parse(contents(template), TEMPLATE) if template.exists() else Catalog()
    # Where a text stands may lag behind; which texts there are may not.
    if {str(entry.id) for entry in known if entry.id} != found.keys():
        yield Problem(TEMPLATE, 1, 1, "is out of date: run `python tools/translations.py update`")
    for path in catalogues(root):
        try:
            yield from _check_catalogue(path, path.relative_to(root).as_posix(), found)
        except InvalidFlow as error:
            yield from error.problems


def _check_catalogue(path: Path, place: str, found: Found) -> Iterator[Problem]:
    words, problems = read_catalogue(contents(path), place)
    yield from problems
    told = {problem.line for problem in problems}
    lines = {str(entry.id): entry.lineno or 1 for entry in parse(contents(path), place) if entry.id}
    for english in found:
        if english not in words and lines.get(english) not in told:
            yield Problem(place, lines.get(english, 1), 1, f"not translated: {english!r}")
    for english in lines.keys() - found.keys():
        yield Problem(place, lines[english], 1, f"no longer used: {english!r}")


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
