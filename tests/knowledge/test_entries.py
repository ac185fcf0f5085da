"""The shipped knowledge base is complete and sound, and a bad file is told where it is wrong and how to mend it."""

import contextlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import CATEGORIES
from knowledge.entries import Entry, KnowledgeError, Layer, Standing, build, load, shipped, shipped_layer

BASE = shipped()
ENTRIES = tuple(BASE.entries.values())
TODAY = date(2026, 11, 22)
GOOD = "- id: fund\n  question: 有多少钱？\n  answer: 没有查到。\n"


def _house(text: str) -> KnowledgeError:
    with pytest.raises(KnowledgeError) as refused:
        build([shipped_layer(), Layer({"新.yaml": text.encode()}, house=True)])
    return refused.value


def test_the_shipped_knowledge_base_has_nothing_to_complain_of() -> None:
    assert BASE.remarks == ()
    assert len(BASE.entries) >= 150


def test_every_starred_fact_is_answered() -> None:
    answered = {fact for entry in ENTRIES for fact in entry.facts}
    assert {fact.id for fact in BASE.facts.values() if fact.star} - answered == set()


def test_all_facts_are_there() -> None:
    assert len(BASE.facts) == 292
    assert sum(fact.star for fact in BASE.facts.values()) == 122


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_has_at_least_five_wordings_beside_its_question(entry: Entry) -> None:
    assert len(entry.variants) >= 5


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_answer_fits_the_first_screen(entry: Entry) -> None:
    for answer in [entry.answer, *(variant.answer for variant in entry.by_town)]:
        assert answer.count("\n") < 6
        assert len(re.findall(r"[\u4e00-\u9fff]", answer)) <= 120


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_is_filed_dated_and_founded(entry: Entry) -> None:
    assert entry.category in CATEGORIES
    assert entry.checked_on
    assert entry.facts


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_names_the_sources_of_its_facts(entry: Entry) -> None:
    assert set(entry.sources) == {source for fact in entry.facts for source in BASE.facts[fact].sources}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_what_is_not_verified_says_so_and_says_who_decides(entry: Entry) -> None:
    """The first fact is the one the conclusion rests on; what rests on the others is marked where it is said."""
    verified = [BASE.facts[fact].verified for fact in entry.facts]
    assert verified[0] or entry.unverified
    if entry.unverified or not all(verified):
        said = "\n".join([entry.answer, *(variant.answer for variant in entry.by_town), *entry.details.values()])
        assert re.search("待核|未核|没有查到|没有找到|未找到|没有见到|未见到|核对|推断|推论", said)
        assert re.search("为准|问|核对|向.*反映|部门[做定]|要原文|要名单|由.*商?定|看省里", said)


def test_only_government_texts_and_signed_media_are_linked() -> None:
    linked = {source.grade for source in BASE.sources.values() if source.url}
    assert linked == {"A", "B"}


def test_every_category_helps_to_browse() -> None:
    counted = Counter(entry.category for entry in ENTRIES)
    assert set(counted) == set(CATEGORIES)


def test_nothing_a_reader_sees_uses_half_width_marks_between_chinese_characters() -> None:
    texts = [text for entry in ENTRIES for text in (entry.question, entry.answer, *entry.details.values())]
    texts += [variant.answer for entry in ENTRIES for variant in entry.by_town]
    texts += [source.title for source in BASE.sources.values()]
    marks = re.compile(r"[\u4e00-\u9fff][,:?!;()]|[,:?!;()][\u4e00-\u9fff]")
    assert [text for text in texts if marks.search(text)] == []


def test_a_past_answer_points_to_what_holds_now() -> None:
    past = [entry for entry in ENTRIES if entry.standing(TODAY) is Standing.EXPIRED]
    assert past
    assert [entry.id for entry in past if not (entry.replaced_by or entry.related)] == []
    successors = [BASE.entries[entry.replaced_by] for entry in past if entry.replaced_by]
    assert [entry.id for entry in successors if entry.standing(TODAY) is Standing.EXPIRED] == []


def test_the_kind_of_town_decides_between_the_answers() -> None:
    fund = BASE.entries["fund-annual-per-town"]
    said = {kind: variant.answer for kind in ("街道", "林场", "镇") if (variant := fund.answer_for({kind, "先行示范"}))}
    assert "600万元" in said["街道"]
    assert "自筹" in said["林场"]
    assert "2000万元" in said["镇"]
    assert fund.answer_for(set()) is None


@pytest.mark.parametrize(
    ("lines", "today", "standing"),
    [
        ("valid_until: 2025-12-31", date(2025, 12, 31), Standing.CURRENT),
        ("valid_until: 2025-12-31", date(2026, 1, 1), Standing.EXPIRED),
        ("valid_from: 2026-01-01", date(2025, 12, 31), Standing.UPCOMING),
        ("valid_from: 2026-01-01", date(2026, 1, 1), Standing.CURRENT),
        ("unverified: true", TODAY, Standing.UNVERIFIED),
        ("unverified: true\n  valid_until: 2025-12-31", TODAY, Standing.EXPIRED),
    ],
)
def test_standing_follows_the_day(lines: str, today: date, standing: Standing) -> None:
    base = build([Layer({"a.yaml": f"{GOOD}  {lines}\n".encode()})])
    assert base.entries["fund"].standing(today) is standing


@pytest.mark.parametrize(
    ("text", "line", "entry", "trouble", "mend"),
    [
        ("- id: a\n  question: 问？\n", 1, "a", "缺少“answer”", "请补上"),
        ("- id: a\n  question: 问？\n  answer: ''\n", 3, "a", "“answer”是空的", "请填写"),
        ("- question: 问？\n  answer: 答\n", 1, "", "缺少“id”", "请补上"),
        (GOOD + "  catgory: 资金\n", 4, "fund", "不认识“catgory”", "检查拼写"),
        (GOOD + "  category: 天气\n", 4, "fund", "没有“天气”这个类别", "资金"),
        (GOOD + "  applies_to: [大镇]\n", 4, "fund", "没有“大镇”这类镇街", "重点帮扶镇"),
        (GOOD + "  facts:\n    - T1-20\n    - T9-99\n", 6, "fund", "没有编号为“T9-99”的事实", "请改正编号"),
        (GOOD + "  sources: [S9]\n", 4, "fund", "没有编号为“S9”的来源", "请改正编号"),
        (GOOD + "  related: [nowhere]\n", 4, "fund", "没有编号为“nowhere”的条目", "请改正编号"),
        (GOOD + "  related: [fund]\n", 4, "fund", "写了自己", "请删去"),
        (GOOD + "  replaced_by: nowhere\n", 4, "fund", "没有编号为“nowhere”", "请改正编号"),
        (GOOD + "  valid_from: 2026-01-01\n  valid_until: 2025-12-31\n", 5, "fund", "早于生效日期", "请对调"),
        (GOOD + "  valid_until: 明年\n", 4, "fund", "“valid_until”不是日期", "2026-11-22"),
        (GOOD + "  valid_until: 2025-02-30\n", 4, "", "不是有效的值", "请改好这一行"),
        (GOOD + "  variants: 钱\n", 4, "fund", "“variants”应是一组", "请写成"),
        (GOOD + "  variants: [钱呢, 钱呢]\n", 4, "fund", "问法“钱呢”写了两遍", "请删去"),
        (GOOD + "  variants: [每支驻镇工作队至少要有多少人？]\n", 4, "fund", "已在条目“team-size”里", "请只留一处"),
        (GOOD + "  public: 也许\n", 4, "fund", "“public”应是 true 或 false", "请改为"),
        (GOOD + "  details: {price: 一元}\n", 4, "fund", "没有“price”这种详情", "steps"),
        (GOOD + GOOD, 4, "fund", "编号与 新.yaml 第1行的条目相同", "换一个编号"),
        ("id: a\nquestion: 问？\n", 1, "", "一条条以“- id:”开头", "请在每个条目前"),
        ("- 一句话\n", 1, "", "不是“名称: 内容”的写法", "各一行"),
        ("- id: a\n  question: [甲\n  answer: 乙\n", 3, "", "方括号没有写完", "请改好这一行"),
        ("- id: a\n  question: 问：答: 乙\n", 2, "", "这一行的冒号多了", "请改好这一行"),
        ("- id: a\n  question: '没完\n", 3, "", "引号没有写完", "请改好这一行"),
        ("- id: a\n\tquestion: 问？\n", 2, "", "行首用了制表符", "请改好这一行"),
        ("- id: a\n---\n- id: b\n", 2, "", "只能有一份内容", "请改好这一行"),
        ("- !!python/object:os.system {}\n", 1, "", "以“!”开头的标记", "请改好这一行"),
        ("- &x\n  id: a\n  question: *x\n", 3, "", "用了 * 引用", "请改好这一行"),
        ("[" * 5000, 1, "", "层次太深", "请改好这一行"),
        ("- id: a\n  id: b\n", 2, "", "“id”写了两遍", "请改好这一行"),
    ],
)
def test_a_bad_file_is_told_its_line_its_entry_and_the_mend(
    text: str, line: int, entry: str, trouble: str, mend: str
) -> None:
    [found] = [found for found in _house(text).complaints if trouble in found.trouble]
    assert (found.file, found.line, found.entry) == ("新.yaml", line, entry)
    assert mend in found.mend


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text()
KEYS = st.sampled_from([*Entry.model_fields, "tags", "", "1"]) | st.text(max_size=5)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=12)


@settings(deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES)) | VALUES)
def test_whatever_yaml_an_editor_sends_it_loads_or_is_complained_of(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace")
    with contextlib.suppress(KnowledgeError):
        build([Layer({"新.yaml": text})])


@settings(deadline=None)
@given(st.binary() | st.text(alphabet="-: \n[]{}&*!|>'\"#?,甲a0\t").map(str.encode))
def test_whatever_bytes_an_editor_sends_they_load_or_are_complained_of(content: bytes) -> None:
    with contextlib.suppress(KnowledgeError):
        build([Layer({"新.yaml": content}, house=True)])


def test_a_file_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="不是 UTF-8 编码"):
        build([Layer({"旧.yaml": GOOD.encode("gbk")}, house=True)])


def test_all_complaints_of_all_files_come_at_once_in_order() -> None:
    bad = {"b.yaml": "- id: b\n  question: 问？\n", "a.yaml": GOOD + "  colour: 红\n- id: c\n  answer: 答\n"}
    with pytest.raises(KnowledgeError) as refused:
        build([Layer({name: text.encode() for name, text in bad.items()}, house=True)])
    assert [(found.file, found.line) for found in refused.value.complaints] == [
        ("a.yaml", 4),
        ("a.yaml", 5),
        ("b.yaml", 1),
    ]
    assert "a.yaml 第4行：条目“fund”，不认识“colour”这一项。请检查拼写，或删去这一行" in str(refused.value)


def test_entries_may_point_at_each_other_in_a_circle() -> None:
    circle = GOOD + "  related: [other]\n- id: other\n  question: 别的？\n  answer: 答。\n  related: [fund]\n"
    base = build([Layer({"a.yaml": circle.encode()}, house=True)])
    assert [entry.id for entry in base.related_to(base.entries["fund"])] == ["other"]


def test_an_overlay_takes_the_place_of_a_shipped_entry_and_keeps_its_order() -> None:
    newer = "- id: team-size\n  question: 每支驻镇工作队至少要有多少人？\n  answer: 改过了。\n"
    base = build([shipped_layer(), Layer({"overlay.yaml": newer.encode()}, house=True)])
    assert base.entries["team-size"].answer == "改过了。"
    assert list(base.entries) == list(BASE.entries)


def test_any_folder_of_questions_and_answers_loads(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_text(
        "- {id: 1, question: 2024, answer: 是年份, tags: [x], category: 天气, facts: [Q1], related: [9]}\n"
        "- {id: 2, question: 甲？, answer: 乙, variants: , public: true}\n- {id: 3, question: 甲？, answer: 丙}\n",
        encoding="utf-8",
    )
    base = load(tmp_path)
    assert {key: entry.answer for key, entry in base.entries.items()} == {"1": "是年份", "2": "乙", "3": "丙"}
    assert any("tags" in remark.trouble for remark in base.remarks)


def test_a_folder_with_a_repeated_id_is_refused_even_if_it_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"编号与 a\.yaml 第1行的条目相同"):
        load(tmp_path)


def test_sources_of_a_folder_stand_beside_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD + "  sources: [X]\n", encoding="utf-8")
    (tmp_path / "sources.yaml").write_text("X: {title: 一份文件, grade: A, date: 2026-01-01}\n", encoding="utf-8")
    base = load(tmp_path)
    [source] = base.sources_of(base.entries["fund"])
    assert (source.title, source.date) == ("一份文件", "2026-01-01")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="没有这个文件夹"):
        load(tmp_path / "nowhere")
