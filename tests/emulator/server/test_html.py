"""parse_mode=HTML, read as Telegram reads it."""

import pytest

from emulator.html_reader import parse_html
from emulator.refusals import Refusal

READ = [
    ("没有标记", "没有标记", []),
    ("<b>粗</b>", "粗", [("bold", 0, 1)]),
    ("<strong>粗</strong>", "粗", [("bold", 0, 1)]),
    ("<i>斜</i><em>斜</em>", "斜斜", [("italic", 0, 1), ("italic", 1, 1)]),
    ("<u>线</u><ins>线</ins>", "线线", [("underline", 0, 1), ("underline", 1, 1)]),
    ("<s>删</s><strike>删</strike><del>删</del>", "删删删", [(f"{'strikethrough'}", at, 1) for at in range(3)]),
    ("<tg-spoiler>藏</tg-spoiler>", "藏", [("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">藏</span>', "藏", [("spoiler", 0, 1)]),
    ("<code>x</code>", "x", [("code", 0, 1)]),
    ("<pre>x</pre>", "x", [("pre", 0, 1)]),
    ("<blockquote>引</blockquote>", "引", [("blockquote", 0, 1)]),
    ("<blockquote expandable>引</blockquote>", "引", [("expandable_blockquote", 0, 1)]),
    ("<b>粗<i>斜</i></b>", "粗斜", [("bold", 0, 2), ("italic", 1, 1)]),
    ("<i><b>都</b></i>", "都", [("bold", 0, 1), ("italic", 0, 1)]),
    ("<B>大写标签</B>", "大写标签", [("bold", 0, 4)]),
    ("<b>简写</>", "简写", [("bold", 0, 2)]),
    ("<b></b>空", "空", []),
    ("😀<b>两个单位</b>", "😀两个单位", [("bold", 2, 4)]),
    ("<b>😀</b>", "😀", [("bold", 0, 2)]),
    ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;", '1 < 2 && 3 > 2 "', []),
    ("&#65;&#x4E2D;", "A中", []),
    ("&nbsp; 和 A&B", "&nbsp; 和 A&B", []),
    ("甲 > 乙", "甲 > 乙", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_what_telegram_reads_becomes_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


REFUSED = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("3 <", "Unclosed start tag at byte offset 2"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("走访<户数>", 'Unsupported start tag "户数" at byte offset 6'),
    ("<p>段</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("一行<br>二行", 'Unsupported start tag "br" at byte offset 6'),
    ("<b>没有关", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>交叉</b></i>", 'Unmatched end tag at byte offset 12, expected "</i>", found "</b>"'),
    ("多出</b>", "Unexpected end tag at byte offset 6"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="http://x.cn>链</a>', "Unclosed start tag at byte offset 0"),
    ("<a =x>链</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=http://x.cn>链</a>", "Unexpected end of name token at byte offset 8"),
    ('<tg-emoji emoji-id="x">🌾</tg-emoji>', "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("source", "complaint"), REFUSED)
def test_what_telegram_refuses_is_refused_in_its_words(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"
    assert refused.value.status == 400


def test_a_link_keeps_its_address() -> None:
    text, [link] = parse_html('见<a href="https://www.gd.gov.cn/?a=1&amp;b=2">原文</a>')
    assert text == "见原文"
    assert link == {"type": "text_link", "offset": 1, "length": 2, "url": "https://www.gd.gov.cn/?a=1&b=2"}


def test_a_link_to_a_person_is_a_mention() -> None:
    _, [mention] = parse_html('<a href="tg://user?id=1001">小林</a>')
    assert mention["type"] == "text_mention"
    assert mention["user"] == {"id": 1001, "is_bot": False, "first_name": ""}


def test_a_link_that_leads_nowhere_leaves_only_its_words() -> None:
    assert parse_html('<a href="见 附件">附件</a>') == ("附件", [])


def test_code_in_pre_with_a_language_is_one_entity() -> None:
    _, found = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert found == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_a_custom_emoji_keeps_its_number() -> None:
    _, [emoji] = parse_html('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')
    assert emoji["custom_emoji_id"] == "5368324170671202286"
