"""Text and entities as safe HTML for a page: everything a person wrote is escaped."""

from html import escape

from emulator.jsontext import Json, as_text

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_CLASSES = {
    "spoiler": ("span", "tg-spoiler"),
    "bot_command": ("span", "command"),
    "mention": ("span", "mention"),
    "text_mention": ("span", "mention"),
    "hashtag": ("span", "hashtag"),
}


def as_html(text: str, entities: list[Json]) -> str:
    """Well-formed HTML, also where entities overlap: an inner one is closed with the outer and opened again."""
    if not entities:
        return escape(text)
    units = text.encode("utf-16-le", "surrogatepass")
    parts: list[str] = []
    opened: list[Json] = []
    at = 0
    for cut in sorted({0, len(units) // 2, *(edge for entity in entities for edge in _span(entity))}):
        parts.append(escape(units[at * 2 : cut * 2].decode("utf-16-le", "replace")))
        at = cut
        opened = _turn(parts, opened, [entity for entity in entities if _span(entity)[0] <= cut < _span(entity)[1]])
    return "".join(parts)


def _turn(parts: list[str], opened: list[Json], wanted: list[Json]) -> list[Json]:
    """Closes what ends here, opens what begins; what stays open on both sides of it is reopened."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] is wanted[same]:
        same += 1
    parts.extend(_end(entity) for entity in reversed(opened[same:]))
    parts.extend(_start(entity) for entity in wanted[same:])
    return wanted


def _span(entity: Json) -> tuple[int, int]:
    offset, length = entity.get("offset"), entity.get("length")
    start = offset if isinstance(offset, int) else 0
    return start, start + (length if isinstance(length, int) else 0)


def _start(entity: Json) -> str:
    kind = as_text(entity["type"])
    if kind in _CLASSES:
        tag, name = _CLASSES[kind]
        return f'<{tag} class="{name}">'
    if kind == "expandable_blockquote":
        return "<blockquote expandable>"
    if kind == "text_link":
        return _link(as_text(entity.get("url")))
    language = as_text(entity.get("language"))
    if kind == "pre" and language:
        return f'<pre data-language="{escape(language)}">'
    return f"<{_tag(kind)}>"


def _end(entity: Json) -> str:
    return f"</{_tag(as_text(entity['type']))}>"


def _tag(kind: str) -> str:
    if kind in _CLASSES:
        return _CLASSES[kind][0]
    return "a" if kind == "text_link" else _TAGS.get(kind, "span")


def _link(url: str) -> str:
    """Only links a browser opens harmlessly lead anywhere."""
    safe = url if url.lower().startswith(("http://", "https://", "tg://", "mailto:", "tel:")) else "#"
    return f'<a href="{escape(safe)}" target="_blank" rel="noopener noreferrer">'
