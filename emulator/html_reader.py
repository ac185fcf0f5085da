"""parse_mode=HTML as Telegram reads it: text and entities, or a refusal in Telegram's words.

Rules and sentences follow td's parse_html: offsets of entities count UTF-16 units, offsets in complaints count bytes.
"""

import re
from dataclasses import dataclass

from emulator.entities import in_telegrams_order, utf16_length
from emulator.jsontext import Json
from emulator.refusals import Refusal, unparsable

_KINDS = {
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
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(?P<decimal>\d+)|#x(?P<hexadecimal>[0-9a-fA-F]+)|(?P<name>[A-Za-z]+));?", re.ASCII)
_MARK = re.compile(r"[<&]")
_SPACE = re.compile(r"[ \t\r\n\v\0]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(r"(?:https?|ftp|tg|ton)://\S+\Z|(?:mailto|tel):\S+\Z", re.IGNORECASE)
_BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?\Z")
_PERSON_LINK = re.compile(r"tg://user\?id=(\d+)\Z")


@dataclass(frozen=True, slots=True)
class _Open:
    """A start tag that waits for its end: where its words begin, in UTF-16 units and in characters."""

    tag: str
    argument: str
    offset: int
    begins: int


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text without its tags, and its entities in Telegram's order. Raises Refusal for what Telegram refuses."""
    if _MARK.search(source) is None:
        return source, []
    return _Reader(source).read()


class _Reader:
    """Walks once through the source, keeping the tags that are still open."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while (mark := _MARK.search(self._source, self._at)) is not None:
            self._say(self._source[self._at : mark.start()])
            self._at = mark.start()
            self._read_mark(mark.group())
        self._say(self._source[self._at :])
        if self._open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return self._text, in_telegrams_order(self._entities)

    def _read_mark(self, mark: str) -> None:
        if mark == "&":
            self._read_character()
        elif self._source.startswith("</", self._at):
            self._read_end_tag()
        else:
            self._read_start_tag()

    def _read_character(self) -> None:
        match = _CHARACTER.match(self._source, self._at)
        character = _decoded(match) if match else None
        if match is None or character is None:
            self._say("&")
            self._at += 1
        else:
            self._say(character)
            self._at = match.end()

    def _read_start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._take(_TAG_NAME).lower()
        self._not_at_end(begin)
        if tag not in _KINDS:
            raise self._complaint(f'Unsupported start tag "{tag}"', begin)
        argument = self._read_attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._complaint('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_Open(tag, argument, self._length, len(self._text)))

    def _read_attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._take(_SPACE)
            if self._next == ">":
                self._at += 1
                return argument
            name = self._take(_ATTRIBUTE_NAME)
            self._not_at_end(begin)
            if not name:
                raise self._complaint(f'Empty attribute name in the tag "{tag}"', begin)
            argument = _argument(tag, name, self._read_value(begin)) or argument

    def _read_value(self, begin: int) -> str:
        """What follows the equal sign; nothing where there is none (as in `<blockquote expandable>`)."""
        self._take(_SPACE)
        if self._next != "=":
            return ""
        self._at += 1
        self._take(_SPACE)
        self._not_at_end(begin)
        value = self._read_string() if self._next in "\"'" else self._read_name_token()
        self._not_at_end(begin)
        return value

    def _read_string(self) -> str:
        start = self._at + 1
        end = self._source.find(self._next, start)
        if end < 0:
            self._at = len(self._source)
            return ""
        self._at = end + 1
        return _CHARACTER.sub(lambda match: _decoded(match) or match.group(), self._source[start:end])

    def _read_name_token(self) -> str:
        start = self._at
        token = self._take(_NAME_TOKEN).lower()
        if self._at < len(self._source) and self._next not in " \t\r\n\v\0>":
            raise self._complaint("Unexpected end of name token", start)
        return token

    def _read_end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._complaint("Unexpected end tag", begin)
        self._at += len("</")
        tag = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if self._next != ">":
            raise self._complaint("Unclosed end tag", begin)
        self._at += 1
        self._close(tag, begin)

    def _close(self, tag: str, begin: int) -> None:
        opened = self._open.pop()
        if tag and tag != opened.tag:
            where = f"at byte offset {self._bytes_before(begin)}"
            raise unparsable(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{tag}>"')
        if self._length > opened.offset:
            self._add(opened)

    def _add(self, opened: _Open) -> None:
        entity: Json = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": self._length - opened.offset}
        if opened.tag == "a":
            entity |= _link(opened.argument or self._text[opened.begins :])
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = _emoji_id(opened.argument)
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag in {"pre", "code"}:
            self._add_code(entity, opened.argument)
            return
        if entity["type"]:
            self._entities.append(entity)

    def _add_code(self, entity: Json, language: str) -> None:
        """`<pre><code class="language-x">` is one entity with a language, whichever of the two is outside."""
        last = self._entities[-1] if self._entities else {}
        twins = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if twins and {last.get("type"), entity["type"]} == {"pre", "code"}:
            last["type"] = "pre"
            if language:
                last["language"] = language
        else:
            self._entities.append(entity | ({"language": language} if language else {}))

    def _say(self, words: str) -> None:
        self._text += words
        self._length += utf16_length(words)

    @property
    def _next(self) -> str:
        """The next character; NUL past the end, since Telegram reads a zero-terminated string."""
        return self._source[self._at] if self._at < len(self._source) else "\0"

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        taken = match.group() if match else ""
        self._at += len(taken)
        return taken

    def _not_at_end(self, begin: int) -> None:
        if self._at >= len(self._source):
            raise self._complaint("Unclosed start tag", begin)

    def _bytes_before(self, at: int) -> int:
        return len(self._source[:at].encode("utf-8", "surrogatepass"))

    def _complaint(self, what: str, at: int) -> Refusal:
        return unparsable(f"{what} at byte offset {self._bytes_before(at)}")


def _decoded(match: re.Match[str]) -> str | None:
    """The character a reference stands for; None where Telegram leaves it as typed."""
    if name := match["name"]:
        return _NAMED.get(name)
    code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _argument(tag: str, name: str, value: str) -> str:
    """The one thing a tag says about itself; other attributes are read and forgotten."""
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "expandable"
    return ""


def _link(url: str) -> Json:
    """A link to a person is a mention; one that Telegram cannot read is no entity at all, the words stay."""
    if person := _PERSON_LINK.match(url):
        return {"type": "text_mention", "user": {"id": int(person.group(1)), "is_bot": False, "first_name": ""}}
    if _LINK.match(url):
        return {"url": url}
    return {"url": f"http://{url}"} if _BARE_LINK.match(url) else {"type": ""}


def _emoji_id(argument: str) -> str:
    if not argument.isdecimal() or int(argument) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return argument
