"""The tags of Telegram's HTML, one reader for all of them."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entities import utf16
from bot.sandbox.errors import ApiError, bad_request

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
CLOSERS = {
    "bold": "</b>",
    "italic": "</i>",
    "underline": "</u>",
    "strikethrough": "</s>",
    "spoiler": "</tg-spoiler>",
    "code": "</code>",
    "pre": "</pre>",
    "text_link": "</a>",
    "blockquote": "</blockquote>",
    "expandable_blockquote": "</blockquote>",
}
_START = re.compile(r"<([^\s>]+)([^>]*)>")
_END = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")
_REFERENCE = re.compile(r"&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(slots=True)
class _Open:
    """A tag not closed yet: where its text begins in UTF-16 units, and what it will become."""

    tag: str
    offset: int
    entity: dict[str, Any]


@dataclass(slots=True)
class TagReader:
    """Reads one source once; `text` and `entities` hold the outcome."""

    source: str
    text: list[str] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    _units: int = 0
    _nested: list[_Open] = field(default_factory=list)

    def read(self) -> None:
        """Read all of it.

        Raises:
            ApiError: 400, in TDLib's words.
        """
        at = 0
        while at < len(self.source):
            char = self.source[at]
            if char == "<":
                at = self._end(at) if self.source.startswith("</", at) else self._start(at)
            elif char == "&" and (found := _REFERENCE.match(self.source, at)):
                self._put(_decode(found))
                at = found.end()
            else:
                self._put(char)
                at += 1
        if self._nested:
            raise _broken(
                f'Can\'t find end tag corresponding to start tag "{self._nested[-1].tag}"'
            )

    def _put(self, char: str) -> None:
        self.text.append(char)
        self._units += utf16(char)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _start(self, at: int) -> int:
        """Open the tag at `at`; say where reading goes on."""
        found = _START.match(self.source, at)
        if found is None:
            raise _broken(f"Unclosed start tag at byte offset {self._byte(at)}")
        tag = found[1].lower()
        if tag not in KINDS:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(at)}')
        entity = _entity(tag, _attributes(found[2]))
        if entity is None:
            raise _broken(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}'
            )
        self._nested.append(_Open(tag, self._units, entity))
        return found.end()

    def _end(self, at: int) -> int:
        """Close the innermost tag at `at`; say where reading goes on."""
        found = _END.match(self.source, at)
        if not self._nested:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(at)}")
        if found is None:
            raise _broken(f"Unclosed end tag at byte offset {self._byte(at)}")
        opened = self._nested.pop()
        if found[1] and found[1].lower() != opened.tag:
            raise _broken(
                f"Unmatched end tag at byte offset {self._byte(at)}, "
                f'expected "</{opened.tag}>", found "</{found[1].lower()}>"'
            )
        self._keep(opened)
        return found.end()

    def _keep(self, opened: _Open) -> None:
        """Turn a closed tag into an entity, unless it is empty or a link to nowhere."""
        length = self._units - opened.offset
        entity = opened.entity
        if entity["type"] == "text_link" and not entity["url"]:
            entity["url"] = "".join(self.text)[-length:] if length else ""
            if not entity["url"].startswith(("http://", "https://", "tg://", "mailto:")):
                return
        if length:
            self.entities.append({**entity, "offset": opened.offset, "length": length})


def _broken(words: str) -> ApiError:
    return bad_request(f"can't parse entities: {words}")


def _decode(found: "re.Match[str]") -> str:
    """The character a reference stands for; one that stands for none stays as written."""
    name = found[1]
    if name[0] != "#":
        return _NAMED[name]
    code = int(name[1:]) if name[1] != "x" else int(f"0{name[1:]}", 0)
    allowed = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    if not allowed:
        return found[0]
    return chr(code) if code == 10 or code >= 32 else " "


def _attributes(source: str) -> dict[str, str]:
    found = {}
    for match in _ATTRIBUTE.finditer(source):
        value = match[2] or match[3] or match[4] or ""
        found[match[1].lower()] = _REFERENCE.sub(_decode, value)
    return found


def _entity(tag: str, attributes: dict[str, str]) -> dict[str, Any] | None:
    """What a tag makes of its text; None for a span that is no spoiler."""
    kind = KINDS[tag]
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        return None
    if tag == "a":
        return {"type": kind, "url": attributes.get("href", "")}
    if tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    return {"type": kind}


def opening_tag(entity: dict[str, Any]) -> str:
    """The tag that begins an entity."""
    kind = entity["type"]
    if kind == "text_link":
        url = entity["url"].replace("&", "&amp;").replace('"', "&quot;")
        return f'<a href="{url}">'
    if kind == "expandable_blockquote":
        return "<blockquote expandable>"
    return CLOSERS[kind].replace("/", "")
