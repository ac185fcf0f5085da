"""Changes of the knowledge base are taken up without a restart, kept as editions, and taken back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.library import FUNDS, library
from tests.office import Office, Person

MINE = """- id: bees
  question: 树洞里能养蜜蜂吗？
  answer: 可以，先问村委会。
  category: 资金
"""


@pytest.fixture
async def office(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    async with library(database_url, tmp_path, monkeypatch) as office:
        yield office


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return tmp_path / "shipped" / "entries"


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def test_a_changed_shipped_file_is_answered_from_without_a_restart(
    lin: Person, zhou: Person, shipped: Path
) -> None:
    [before] = await lin.says("帮扶资金能用在哪里？")
    assert "产业、基础设施和公共服务" in before.text
    (shipped / "funds.yaml").write_text(FUNDS.replace("产业、基础设施", "产业、道路、用水"), encoding="utf-8")
    [after] = await zhou.says("帮扶资金能用在哪里？")
    assert "产业、道路、用水和公共服务" in after.text


async def test_a_bad_file_leaves_the_old_answer_and_the_editors_are_told_once_where_and_how(
    office: Office, lin: Person, zhou: Person, cai: Person, min_: Person, shipped: Path
) -> None:
    (shipped / "funds.yaml").write_text(FUNDS.replace("sources: [S1]", "sources: [S9]"), encoding="utf-8")
    [answer] = await lin.says("帮扶资金能用在哪里？")
    assert "产业、基础设施和公共服务" in answer.text
    [alert] = await cai.news()
    assert "知识库文件有1处错误，没有采用，仍用原来的答案" in alert.text
    assert "funds.yaml 第16行：条目“fund-uses”，没有编号为“S9”的来源。请改正编号" in alert.text
    await office.work()
    await office.work()
    assert await cai.news() == []
    assert await min_.news() == []
    (shipped / "funds.yaml").write_text(FUNDS.replace("产业、", "产业、道路、"), encoding="utf-8")
    [answer] = await zhou.says("帮扶资金能用在哪里？")
    assert "产业、道路、" in answer.text


async def test_an_overlay_changed_on_the_server_is_an_edition_and_can_be_taken_back(
    office: Office, lin: Person, zhou: Person, cai: Person, overlay: Path
) -> None:
    (overlay / "mine.yaml").write_text(f"# 手写\n{MINE}", encoding="utf-8")
    [card] = await lin.says("树洞里能养蜜蜂吗")
    assert "先问村委会" in card.text
    [editions] = await cai.says("/kb_versions")
    assert "第2版 11月23日09:00 在服务器上改文件，新增1 改0 删0（现在用的）" in editions.text
    await cai.presses(editions, "第2版")
    [whole] = await cai.news()
    assert "+# 手写" in whole.text
    assert whole.buttons == ["返回"]
    await cai.presses(whole, "返回")
    [editions] = await cai.news()
    await cai.presses(editions, "第1版")
    [first] = await cai.news()
    assert await cai.taps(first, "恢复到此版", 2) == [None, "内容和现在的一样，没有改动"]
    [restored] = await cai.news()
    assert "已恢复到第1版，成为第3版" in restored.text
    assert "小蔡 恢复到第1版，新增0 改0 删1" in restored.text
    [gone] = await zhou.says("树洞里能养蜜蜂吗")
    assert "先问村委会" not in gone.text
    assert not (overlay / "mine.yaml").exists()
    [editions] = await cai.says("/kb_versions")
    assert "第4版" not in editions.text


async def test_a_bad_overlay_is_refused_and_named(lin: Person, cai: Person, overlay: Path) -> None:
    (overlay / "mine.yaml").write_text(MINE + MINE, encoding="utf-8")
    [miss] = await lin.says("树洞里能养蜜蜂吗")
    assert "先问村委会" not in miss.text
    [alert] = await cai.news()
    assert "mine.yaml 第5行：条目“bees”，编号与 mine.yaml 第1行的条目相同" in alert.text


async def test_only_editors_see_the_editions(lin: Person, min_: Person) -> None:
    for person in (lin, min_):
        [refused] = await person.says("/kb_versions")
        assert "“编辑知识库”这项由知识编辑办理" in refused.text


async def test_who_was_told_the_old_answer_is_told_once_that_it_changed(
    office: Office, lin: Person, zhou: Person, stranger: Person, shipped: Path
) -> None:
    await lin.says("帮扶资金能用在哪里？")
    await lin.says("钱怎么花")
    await zhou.says("临时救助怎么申请？")
    office.clock.step(days=31)
    await stranger.says("帮扶资金能用在哪里？")
    await lin.says("经费能干啥")
    office.clock.step(hours=1)
    (shipped / "funds.yaml").write_text(FUNDS.replace("产业、", "产业、道路、"), encoding="utf-8")
    await office.work()
    for asker in (lin, stranger):
        [word] = await asker.news()
        assert word.text.startswith("您12月24日问的“")
        assert "口径有变化：\n用于产业、道路、基础设施和公共服务。" in word.text
        assert word.buttons == ["看全文"]
    assert await zhou.news() == []
    await office.work()
    assert await lin.news() == []
    await stranger.presses(word, "看全文")
    [card] = await stranger.news()
    assert "产业、道路、" in card.text


async def test_several_changes_are_one_message_and_wait_for_working_hours(
    office: Office, lin: Person, shipped: Path
) -> None:
    await lin.says("帮扶资金能用在哪里？")
    await lin.says("临时救助怎么申请？")
    office.clock.step(hours=12)
    for name in ("funds", "relief"):
        path = shipped / f"{name}.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("answer: ", "answer: 新口径。").replace("用于", "改为用于"),
            encoding="utf-8",
        )
    await office.work()
    assert await lin.news() == []
    office.clock.step(hours=11)
    await office.work()
    [word] = await lin.news()
    assert "您问过的2个问题，口径有变化" in word.text
    assert "11月23日的“临时救助怎么申请？”：有变化" in word.text
    assert word.buttons == ["帮扶资金能用在哪里？", "临时救助怎么申请？"]


async def test_the_day_an_answer_expires_those_who_were_told_it_hear_of_it(office: Office, lin: Person) -> None:
    office.clock.step(days=37)
    await lin.says("帮扶资金能用在哪里？")
    office.clock.step(days=5)
    await office.work()
    [word] = await lin.news()
    assert "您2026年12月30日问的“帮扶资金能用在哪里？”当时答复的口径已过有效期（至2026年12月31日）" in word.text


async def test_an_answer_that_was_taken_out_is_said_to_be_gone(office: Office, lin: Person, shipped: Path) -> None:
    await lin.says("临时救助怎么申请？")
    (shipped / "relief.yaml").write_text("[]", encoding="utf-8")
    (shipped / "funds.yaml").write_text(FUNDS.replace("  related: [temporary-relief]\n", ""), encoding="utf-8")
    await office.work()
    [word] = await lin.news()
    assert "当时的答复已撤下" in word.text
    assert word.buttons == []
