"""Knowledge files are changed entry by entry, and all the rest stays letter for letter."""

import difflib
from pathlib import Path

import pytest

from knowledge.editing import sheet_of, with_wordings, written
from knowledge.entries import HERE, Layer, build
from knowledge.yaml_reader import YamlComplaint

FILE = """# 本文件由资金组维护
- id: one
  question: 一号问题？  # 常问
  # 村里的说法
  variants:
    - 一号咋问
  answer: |
    结论。
    第二行: 带冒号

# 第二条的说明
- id: two
  question: 二号问题？
  answer: 结论。
"""


@pytest.mark.parametrize("path", sorted((HERE / "entries").glob("*.yaml")), ids=lambda path: path.name)
def test_a_shipped_entry_gains_just_the_lines_of_its_new_wordings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sheet = sheet_of(text)
    assert sheet.text == text
    for block in sheet.blocks:
        after = with_wordings(block, ["还能这样问吗", "2026", "6:3:1 怎么讲"])
        lines = list(difflib.ndiff(block.text.splitlines(), after.text.splitlines()))
        assert [line[0] for line in lines if line[0] in "+-"] == ["+", "+", "+"], block.id
        [entry] = build([overlay_of(after.text)]).entries.values()
        assert entry.variants[-3:] == ("还能这样问吗", "2026", "6:3:1 怎么讲")


def overlay_of(text: str) -> Layer:
    """A folder of this one file, asked for nothing but being readable."""
    return Layer({"a.yaml": text.encode()})


def test_comments_stay_with_their_entries() -> None:
    sheet = sheet_of(FILE)
    assert [block.id for block in sheet.blocks] == ["one", "two"]
    assert sheet.head == "# 本文件由资金组维护\n"
    assert sheet.blocks[1].text.startswith("# 第二条的说明\n- id: two")
    one = with_wordings(sheet.blocks[0], ["一号还能咋问"])
    assert "question: 一号问题？  # 常问\n  # 村里的说法\n  variants:\n    - 一号咋问\n    - 一号还能咋问\n" in one.text
    assert sheet.having(one).text == FILE.replace("一号咋问\n", "一号咋问\n    - 一号还能咋问\n")
    assert sheet.without({"one"}).text == "# 本文件由资金组维护\n# 第二条的说明" + FILE.split("# 第二条的说明")[1]


def test_an_entry_without_variants_gets_them_after_its_question() -> None:
    two = with_wordings(sheet_of(FILE).blocks[1], ["二号咋问"])
    assert two.text.endswith("- id: two\n  question: 二号问题？\n  variants:\n    - 二号咋问\n  answer: 结论。\n")


@pytest.mark.parametrize(
    "layout", ["[{id: a, question: 甲？, answer: 乙}]", "-\n  id: a\n  question: 甲？\n  answer: 乙\n"]
)
def test_other_layouts_are_entries_too(layout: str) -> None:
    sheet = sheet_of(layout)
    block = with_wordings(sheet.blocks[0], ["甲咋问"])
    [entry] = build([overlay_of(sheet.having(block).text)]).entries.values()
    assert (entry.id, entry.variants) == ("a", ("甲咋问",))


def test_a_new_entry_is_written_as_an_editor_would_write_it() -> None:
    text = written(
        {"id": "q-1", "question": "能养蜂吗？", "variants": ["养蜂行吗"], "answer": "可以。\n要登记。", "public": False}
    )
    assert text == (
        "- id: q-1\n  question: 能养蜂吗？\n  variants:\n    - 养蜂行吗\n"
        "  answer: |\n    可以。\n    要登记。\n  public: false\n\n"
    )


def test_what_cannot_be_read_is_complained_of() -> None:
    with pytest.raises(YamlComplaint):
        sheet_of("- id: *loop\n")
