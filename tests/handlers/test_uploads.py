"""An editor sends a knowledge file: checked whole, shown as a difference, in force on a tap, and never by halves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.library import FUNDS, library
from tests.office import Office, Person, Shown

BEES = """# 养蜂的口径，农业农村局提供
- id: bees
  question: 树洞里能养蜜蜂吗？
  answer: 可以，先问村委会。
  category: 资金
  sources: [S1]
"""


@pytest.fixture
async def office(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    async with library(database_url, tmp_path, monkeypatch) as office:
        yield office


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def sends(person: Person, text: str | bytes, name: str = "bees.yaml") -> list[Shown]:
    """The person sends a file of this content."""
    return await person.sends_files(("document", name, text.encode() if isinstance(text, str) else text))


async def test_a_good_file_is_shown_as_a_difference_and_is_in_force_on_a_tap(
    office: Office, lin: Person, cai: Person, overlay: Path
) -> None:
    sent = BEES + FUNDS.partition("\n")[2].replace("产业、", "产业、道路、")
    received, shown = await sends(cai, sent, "养蜂 新口径.yml")
    assert received.text == "已收到“养蜂-新口径.yaml”，正在检查，几秒内回复"
    assert shown.text.splitlines() == [
        "“养蜂-新口径.yaml”检查通过：新增1 改1 删0，生效？",
        "新增：树洞里能养蜜蜂吗？",
        "改：帮扶资金能用在哪里？",
    ]
    [before] = await lin.says("树洞里能养蜜蜂吗？")
    assert "先问村委会" not in before.text
    toasts = await cai.taps(shown, "生效", 2)
    assert toasts == [None, "这个文件已生效，是第2版"]
    [done] = await cai.news()
    assert "已生效，成为第2版（新增1 改1 删0）" in done.text
    [after] = await lin.says("树洞里能养蜜蜂吗？")
    assert "先问村委会" in after.text
    text = (overlay / "养蜂-新口径.yaml").read_text(encoding="utf-8")
    assert text.startswith("# 养蜂的口径，农业农村局提供\n- id: bees")
    assert "fund-inside" not in text


async def test_what_is_not_wanted_changes_nothing(lin: Person, cai: Person) -> None:
    _, shown = await sends(cai, BEES)
    await cai.presses(shown, "不用")
    [dropped] = await cai.news()
    assert "没有采用，知识库没有改动" in dropped.text
    [miss] = await lin.says("树洞里能养蜜蜂吗？")
    assert "先问村委会" not in miss.text


async def test_a_file_that_says_nothing_new_is_said_to(cai: Person) -> None:
    _, shown = await sends(cai, FUNDS, "funds.yaml")
    assert shown.text == "内容和现在的一样，没有改动"
    assert shown.buttons == []


async def test_what_came_by_an_earlier_file_of_this_name_is_counted_as_removed(cai: Person) -> None:
    _, shown = await sends(cai, BEES)
    await cai.presses(shown, "生效")
    await cai.news()
    _, shown = await sends(cai, BEES.replace("bees", "tea").replace("蜜蜂", "茶苗"))
    assert "新增1 改0 删1，生效？" in shown.text
    assert "删：树洞里能养蜜蜂吗？" in shown.text


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (BEES.replace("[S1]", "[S9]"), "bees.yaml 第6行：条目“bees”，没有编号为“S9”的来源"),
        (BEES.replace("资金", "别的"), "bees.yaml 第5行：条目“bees”，没有“别的”这个类别"),
        (BEES + BEES.partition("\n")[2], "编号与 bees.yaml 第2行的条目相同"),
        (BEES + "  valid_from: 2026-01-02\n  valid_until: 2026-01-01\n", "失效日期 2026-01-01 早于生效日期 2026-01-02"),
        (BEES + "  related: [bees]\n", "相关条目里写了自己"),
        (BEES.replace("树洞里能养蜜蜂吗？", "钱怎么花"), "问法“钱怎么花”已在条目“fund-uses”里"),
        ("- id: &a x\n  question: *a\n", "bees.yaml 第2行：这里用了 * 引用；请把内容直接写出来"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "这里用了 * 引用"),
        ("[" * 5000, "层次太深"),
        ("id: bees\n", "文件应是一条条以“- id:”开头的条目"),
        ("只有一句话", "文件应是一条条以“- id:”开头的条目"),
        ("- id: bees\n  question: [", "bees.yaml 第3行：YAML 格式不对"),
        (b"\xff\xfe- id", "不是 UTF-8 编码"),
        (b"- id: a\x00b", "文件里有不能识别的字符"),
        ("- id: a\n" * 4000, "有4000条，太多了"),
        (BEES.replace("可以，先问村委会。", "2026-02-30"), "不是有效的值"),
    ],
)
async def test_a_bad_file_is_answered_with_line_entry_and_mend_and_breaks_nothing(
    lin: Person, cai: Person, text: str | bytes, complaint: str
) -> None:
    _, shown = await sends(cai, text)
    assert shown.text.startswith("没有生效，知识库没有改动。有")
    assert complaint in shown.text
    assert shown.buttons == []
    [answer] = await lin.says("帮扶资金能用在哪里？")
    assert "用于产业" in answer.text


async def test_circles_of_related_entries_are_welcome(cai: Person) -> None:
    two = (
        BEES
        + "  related: [tea]\n"
        + BEES.partition("\n")[2].replace("bees", "tea").replace("蜜蜂", "茶苗")
        + "  related: [bees]\n"
    )
    _, shown = await sends(cai, two)
    assert "新增2 改0 删0，生效？" in shown.text


async def test_five_megabytes_are_refused_before_they_are_fetched(office: Office, cai: Person) -> None:
    [refused] = await sends(cai, b"#" * 5_000_000)
    assert refused.text == "文件有5.0MB，超过2MB，没有收。请分成几个小文件再发"
    assert await office.calls("getFile") == []


async def test_only_editors_may_send_knowledge(lin: Person, min_: Person) -> None:
    for person in (lin, min_):
        [refused] = await sends(person, BEES)
        assert "“编辑知识库”这项由知识编辑办理" in refused.text


async def test_what_a_colleague_changed_meanwhile_stays(lin: Person, cai: Person) -> None:
    _, bees = await sends(cai, BEES)
    _, tea = await sends(cai, BEES.replace("bees", "tea").replace("蜜蜂", "茶苗"), "tea.yaml")
    for shown in (tea, bees):
        await cai.presses(shown, "生效")
    for words in ("树洞里能养蜜蜂吗？", "树洞里能养茶苗吗？"):
        [answer] = await lin.says(words)
        assert "先问村委会" in answer.text


async def test_a_new_source_is_sent_first_and_then_named_by_an_entry(lin: Person, cai: Person) -> None:
    _, shown = await sends(cai, "S2:\n  title: 养蜂管理规定\n  grade: A\n", "sources.yaml")
    assert "“sources.yaml”检查通过：新增0 改0 删0，生效？" in shown.text
    await cai.presses(shown, "生效")
    await cai.news()
    _, shown = await sends(cai, BEES.replace("S1", "S2"))
    await cai.presses(shown, "生效")
    [card] = await lin.says("树洞里能养蜜蜂吗？")
    assert "依据：《养蜂管理规定》" in card.text
