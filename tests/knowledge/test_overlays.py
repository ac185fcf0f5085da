"""The editors' overlay as texts: what is added, merged in, and brought back into the shipped files."""

import subprocess
from pathlib import Path

import pytest

from knowledge.editing import Block
from knowledge.entries import HERE, Layer, build
from knowledge.overlays import EntryGone, adding_entry, adding_wordings, as_change, file_name, merging, shipped_texts

SHIPPED = {
    "funds.yaml": "# 资金\n- id: uses\n  question: 用在哪里？\n  answer: 三类。\n\n"
    "- id: ratio\n  question: 谁出？\n  answer: 省市。\n"
}
BEES = "- id: bees\n  question: 能养蜂吗？\n  answer: 可以。\n"


def test_a_wording_for_a_shipped_entry_copies_it_over_once() -> None:
    files = adding_wordings({}, SHIPPED, "uses", ["钱怎么花"])
    files = adding_wordings(files, SHIPPED, "uses", ["经费能干啥"])
    assert files == {
        "funds.yaml": "- id: uses\n  question: 用在哪里？\n"
        "  variants:\n    - 钱怎么花\n    - 经费能干啥\n  answer: 三类。\n\n"
    }


def test_an_entry_nobody_has_gets_no_wording() -> None:
    with pytest.raises(EntryGone):
        adding_wordings({}, SHIPPED, "bees", ["养蜂"])


def test_entries_added_one_by_one_stand_apart() -> None:
    files = adding_entry({}, "answered.yaml", Block("bees", BEES))
    files = adding_entry(files, "answered.yaml", Block("tea", BEES.replace("bees", "tea").replace("蜂", "茶")))
    assert files["answered.yaml"].count("\n\n- id: tea") == 1


def test_a_file_sent_in_keeps_its_comments_and_leaves_out_what_is_shipped_already() -> None:
    sent = SHIPPED["funds.yaml"].replace("三类", "四类") + "\n# 新的\n" + BEES
    assert merging({}, SHIPPED, "funds.yaml", sent) == {
        "funds.yaml": "# 资金\n- id: uses\n  question: 用在哪里？\n  answer: 四类。\n\n# 新的\n" + BEES
    }


def test_an_entry_moves_to_the_file_it_was_sent_in_with() -> None:
    files = merging({"old.yaml": BEES}, SHIPPED, "new.yaml", BEES.replace("可以", "不行"))
    assert files == {"new.yaml": BEES.replace("可以", "不行")}


def test_what_came_by_a_file_of_this_name_goes_with_it_but_copies_of_shipped_entries_stay() -> None:
    files = adding_wordings({}, SHIPPED, "uses", ["钱怎么花"])
    files = adding_entry(files, "funds.yaml", Block("bees", BEES))
    after = merging(files, SHIPPED, "funds.yaml", BEES.replace("bees", "tea").replace("蜂", "茶"))
    assert "bees" not in after["funds.yaml"]
    assert "id: tea" in after["funds.yaml"]
    assert "钱怎么花" in after["funds.yaml"]


def test_sending_the_shipped_entry_takes_the_change_of_it_back() -> None:
    files = adding_wordings({}, SHIPPED, "uses", ["钱怎么花"])
    assert merging(files, SHIPPED, "funds.yaml", SHIPPED["funds.yaml"]) == {}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("funds.yaml", "funds.yaml"),
        ("资金 修改版.YML", "资金-修改版.yaml"),
        ("../../etc/passwd.yaml", "passwd.yaml"),
        ("C:\\文件\\a.yaml", "a.yaml"),
        ("..yaml", "upload.yaml"),
        ("x" * 200 + ".yaml", "x" * 60 + ".yaml"),
    ],
)
def test_a_file_has_a_harmless_name(said: str, name: str) -> None:
    assert file_name(said) == name


def test_the_change_applies_to_the_shipped_files_and_makes_the_same_knowledge(tmp_path: Path) -> None:
    shipped = shipped_texts()
    files = adding_wordings({}, shipped, "fund-uses", ["这笔钱到底咋花才对"])
    files = adding_entry(files, "answered.yaml", Block("bees", BEES))
    for name, text in shipped.items():
        path = tmp_path / "knowledge" / "entries" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    change = as_change(files, shipped)
    assert [line for line in change.splitlines() if line[:1] == "-" and line[:3] != "---"] == []
    applied = subprocess.run(
        ["git", "apply", "-"], input=change, text=True, cwd=tmp_path, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    patched = {path.name: path.read_bytes() for path in sorted((tmp_path / "knowledge" / "entries").glob("*.yaml"))}
    beside = {name: {name: (HERE / name).read_bytes()} for name in ("sources.yaml", "facts.yaml")}
    merged = build([Layer(patched, beside["sources.yaml"], beside["facts.yaml"], house=True)])
    laid_over = build([
        Layer({name: text.encode() for name, text in shipped.items()}, beside["sources.yaml"], beside["facts.yaml"]),
        Layer({name: text.encode() for name, text in files.items()}),
    ])  # fmt: skip
    assert dict(merged.entries) == dict(laid_over.entries)


def test_sources_sent_later_stand_beside_those_sent_before_and_replace_their_own_keys() -> None:
    first = "X1: {title: 甲, grade: A}\nX2:\n  title: 乙\n  grade: B\n"
    merged = merging(
        {"sources.yaml": first}, {}, "sources.yaml", "# 新\nX1: {title: 甲改, grade: A}\nX3: {title: 丙, grade: B}\n"
    )
    assert merged["sources.yaml"] == (
        "# 新\nX1: {title: 甲改, grade: A}\nX3: {title: 丙, grade: B}\nX2:\n  title: 乙\n  grade: B\n"
    )
