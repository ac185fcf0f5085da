"""Problems in the chat: put with a tap or a sentence, raced for, refused, answered, judged, merged and reopened."""

from datetime import datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from db.engine import sessions
from db.models import IssueEvent, Post
from services import people
from services.access import Role, Scope
from services.clock import TEAM_ZONE
from services.people import PostPlan
from tests.office import Office, Person, Shown
from tests.pictures import picture

DRY = "请水利局协调解决埔中村450亩旱地缺水的问题"
VISIT = "今天走访埔中村，3户反映450亩旱地缺水"


def enlist(session: Session, number: int, name: str, role: Role, scope: Scope, where: str) -> None:
    people.enlist(session, number, name, [PostPlan(role, scope, where)], datetime(2026, 11, 23, tzinfo=TEAM_ZONE))


async def joined(office: Office, number: int, name: str, role: Role, scope: Scope, where: str) -> Person:
    """Somebody beside the cast."""
    with sessions(office.engine).begin() as session:
        enlist(session, number, name, role, scope, where)
    await office.post("/sim/people", {"id": number, "name": name, "note": where})
    person = Person(office, number, name)
    await person.says("/start")
    return person


@pytest.fixture
async def shui(office: Office) -> Person:
    """老水 of the 水利局."""
    return await joined(office, 1201, "老水", Role.DEPARTMENT, Scope.DEPARTMENT, "水利局")


@pytest.fixture
async def xin(office: Office) -> Person:
    """小新 of another town."""
    return await joined(office, 1202, "小新", Role.MEMBER, Scope.TEAM, "新圩镇")


async def after(office: Office, **by: float) -> None:
    office.clock.step(**by)
    await office.work()
    await office.work()


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def pressed(person: Person, message: Shown, label: str) -> Shown:
    await person.presses(message, label)
    return await last(person)


async def claimed(office: Office, lin: Person, shui: Person) -> Shown:
    """A problem in the hands of the 水利局; its card there."""
    await lin.says(DRY)
    await after(office, minutes=10)
    card = await pressed(shui, await last(shui), "我单位认领")
    await lin.news()
    return card


async def asked(office: Office, lin: Person, shui: Person) -> Shown:
    """The same, answered; the raiser's question."""
    card = await claimed(office, lin, shui)
    await shui.presses(card, "答复")
    await shui.says("本周打井")
    await after(office, minutes=10)
    return await last(lin)


async def test_a_sentence_puts_a_problem_and_the_department_hears_after_ten_minutes(
    office: Office, lin: Person, shui: Person, wang: Person
) -> None:
    [card] = await lin.says(DRY)
    assert card.text.startswith("已登记 问题 #001（上饶镇）")
    assert "12月14日（周一）18:00前，还有15个工作日" in card.text
    assert await shui.news() == []
    await after(office, minutes=10)
    [waiting] = await shui.news()
    assert waiting.text.startswith("【待认领】问题 #001 🟢正常")
    assert waiting.buttons[:2] == ["我单位认领", "不属我单位"]
    assert "#001" in (await last(wang)).text


@pytest.mark.parametrize(
    "announced",
    [
        "提个问题:",
        "上报一下：",
        "我想反映一下，",
        "/issue 向上级反映一个情况：",
        "/issue 报告一下：",
        "我要提个问题，",
        "反映问题如下：",
    ],
)
async def test_the_words_that_announce_a_problem_are_left_out(lin: Person, announced: str) -> None:
    [card] = await lin.says(f"{announced}程南村四百多亩旱地一直缺水,请水利局协调")
    assert "已登记 问题 #001（上饶镇）：程南村四百多亩旱地一直缺水，请水利局协调" in card.text


async def test_taken_back_in_time_nobody_hears_of_it(office: Office, lin: Person, shui: Person) -> None:
    [card] = await lin.says(DRY)
    assert (await pressed(lin, card, "撤销")).text.startswith("已撤销 问题 #001")
    await after(office, minutes=20)
    assert await shui.news() == []


async def test_too_late_to_take_back_is_said(office: Office, lin: Person) -> None:
    [card] = await lin.says(DRY)
    await after(office, minutes=11)
    toast = await lin.presses(card, "撤销")
    assert toast is not None
    assert "不能撤销" in toast


async def test_a_visit_becomes_a_problem_linked_both_ways(office: Office, lin: Person) -> None:
    [visit] = await lin.says(VISIT)
    await lin.presses(visit, "转为问题")
    card = await last(lin)
    assert "埔中村：3户反映" in card.text
    assert (await lin.presses(visit, "转为问题") or "").startswith("已经登记过了：问题 #001 待认领")
    [listing] = await lin.says("/visits")
    opened = await pressed(lin, listing, "V-0001")
    assert "问题：#001 待认领" in opened.text
    problem = await pressed(lin, opened, "#001")
    assert "来自走访 V-0001" in problem.text


async def test_of_five_taps_at_once_one_makes_the_problem_and_the_others_are_told(lin: Person) -> None:
    [visit] = await lin.says(VISIT)
    toasts = await lin.taps(visit, "转为问题", 5)
    assert sum((toast or "").startswith("已经登记过了：问题 #001") for toast in toasts) == 4
    [card] = await lin.news()
    assert "埔中村：3户反映" in card.text


async def test_what_a_unit_says_after_claiming_is_offered_as_progress(
    office: Office, lin: Person, shui: Person
) -> None:
    [refused] = await shui.says("11月26日去现场看，月底前修通")
    assert "这项由" in refused.text
    await lin.says(DRY)
    await after(office, minutes=11)
    await shui.presses(await last(shui), "我单位认领")
    await shui.news()
    [offered] = await shui.says("11月26日去现场看，月底前修通")
    assert "记为问题 #001" in offered.text
    assert offered.buttons == ["记进展", "取消"]
    done = await pressed(shui, offered, "记进展")
    assert done.text.startswith("已办：办理进展 问题 #001")


async def test_an_undone_visit_takes_its_unheard_problem_along(office: Office, lin: Person, shui: Person) -> None:
    [visit] = await lin.says(VISIT)
    await lin.presses(visit, "转为问题")
    await lin.presses(visit, "撤销")
    await after(office, minutes=20)
    assert await shui.news() == []


async def test_two_units_race_and_the_slower_hears_who_won(
    office: Office, lin: Person, shui: Person, xu: Person
) -> None:
    await lin.says("/issue 办公楼借用手续一直批不下来")
    await lin.news()
    await after(office, minutes=10)
    first, second = await last(shui), await last(xu)
    assert "农业农村局办理" not in first.text
    await xu.presses(second, "我单位认领")
    lost = await shui.presses(first, "我单位认领")
    assert lost == "#001 已由农业农村局（老许）在11月23日09:10认领"
    await office.work()
    assert "农业农村局已认领" in (await last(lin)).text


async def test_two_refusals_bring_it_to_the_office_which_assigns_it(
    office: Office, lin: Person, shui: Person, xu: Person, min_: Person
) -> None:
    await lin.says(DRY)
    await after(office, minutes=10)
    await shui.presses(await last(shui), "不属我单位")
    assert "第1步/共2步" in (await last(shui)).text
    [which] = await shui.says("属农田建设")
    refused = await pressed(shui, which, "农业农村局")
    assert "已转给农业农村局" in refused.text
    card = await last(xu)
    assert "老水：属农田建设" in card.text
    await xu.presses(card, "不属我单位")
    await xu.says("不属本局")
    await xu.says("水利局")
    decide = await last(min_)
    assert decide.text.startswith("【请定单位】") or "请定单位" in decide.text
    which = await pressed(min_, decide, "指派")
    await min_.presses(which, "水利局")
    assert "【已指派水利局】" in (await last(shui)).text


async def test_an_answer_is_judged_by_the_raiser(office: Office, lin: Person, shui: Person) -> None:
    question = await asked(office, lin, shui)
    assert question.text.startswith("您提的“请水利局协调解决埔中村450亩旱地缺水的问题”（#001）水利局已答复：\n本周打井")
    assert question.buttons[:3] == ["已解决", "部分解决", "没解决"]
    closed = await pressed(lin, question, "已解决")
    assert "问题 #001 办结" in closed.text
    assert "【办结】" in (await last(shui)).text
    [again] = await lin.says("/issues #1")
    assert "已解决" not in again.buttons


async def test_partly_asks_what_remains_and_stays_open(office: Office, lin: Person, shui: Person) -> None:
    question = await asked(office, lin, shui)
    await lin.presses(question, "部分解决")
    assert "还差什么" in (await last(lin)).text
    [said] = await lin.says("还差一台水泵")
    assert "办理中" in said.text
    assert "还差一台水泵" in (await last(shui)).text


async def test_unsolved_is_a_second_round_and_one_line_more_is_welcome(
    office: Office, lin: Person, shui: Person, min_: Person
) -> None:
    question = await asked(office, lin, shui)
    await lin.presses(question, "没解决")
    card, prompt = (await lin.news())[-2:]
    assert "重办 #2" in card.text
    assert "还缺什么" in prompt.text
    await lin.says("井里没有水")
    await office.work()
    assert "【重办 #2】" in (await shui.news())[0].text
    assert "【重办 #2】" in (await last(min_)).text


async def test_silence_is_asked_about_once_more_and_then_presumed(office: Office, lin: Person, shui: Person) -> None:
    await asked(office, lin, shui)
    await after(office, days=7)
    assert "再问一次" in (await last(lin)).text
    await after(office, days=7)
    closed = (await lin.says("/issues 1"))[-1]
    assert "视为办结（未反馈）" in closed.text


async def test_look_alikes_are_followed_together(office: Office, lin: Person, xin: Person, shui: Person) -> None:
    await xin.says("请水利局协调解决450亩旱地缺水的问题")
    await after(office, minutes=10)
    [card] = await lin.says(DRY)
    assert "与 #001（新圩镇）相似" in card.text
    assert "合并跟进？" in card.text
    merged = await pressed(lin, card, "合并跟进")
    assert merged.text.startswith("#002 已并入问题 #001（新圩镇）")
    await shui.presses((await shui.news())[0], "我单位认领")
    await office.work()
    assert "水利局已认领" in (await last(xin)).text
    assert "水利局已认领" in (await last(lin)).text


async def test_progress_with_a_photo_reaches_the_raiser(office: Office, lin: Person, shui: Person) -> None:
    card = await claimed(office, lin, shui)
    await shui.presses(card, "记进展")
    await shui.news()
    [noted] = await shui.says("已看现场，周四进场")
    assert "已办：办理进展" in noted.text
    [taken] = await shui.sends_files(("photo", "a.jpg", picture()))
    assert taken.text == "照片已归到刚才的进展，共1张"
    await office.work()
    assert "老水：已看现场，周四进场" in (await last(lin)).text
    [opened] = await lin.says("/issues 1")
    assert "照片1张" in opened.buttons
    photo = await pressed(lin, opened, "照片1张")
    assert photo.photo is not None


async def test_what_waited_overnight_comes_as_one_message_in_the_morning(
    office: Office, lin: Person, shui: Person
) -> None:
    office.clock.step(hours=12)
    await lin.says(DRY)
    await lin.says("请水利局协调解决圩镇水渠堵塞的问题")
    await after(office, minutes=30)
    assert await shui.news() == []
    await after(office, hours=11)
    [both] = await shui.news()
    assert both.text.startswith("问题有2处新进展：")
    assert both.buttons == ["#001", "#002"]


async def test_the_list_shows_what_is_theirs_to_do(office: Office, lin: Person, shui: Person, min_: Person) -> None:
    await claimed(office, lin, shui)
    [mine] = await shui.says("/issues")
    assert mine.text.startswith("问题·等我办 1件")
    assert "🟢正常 办理中 水利局" in mine.text
    [none] = await min_.says("/issues")
    assert none.text.startswith("没有等您办的问题")
    running = await pressed(min_, none, "在办")
    assert running.text.startswith("问题·在办 1件")


async def test_a_stranger_and_nonsense_are_told_so(office: Office, stranger: Person, lin: Person) -> None:
    [refused] = await stranger.says(DRY)
    assert "这项由" in refused.text
    [unknown] = await lin.says("/issues 77")
    assert unknown.text == "没有找到问题 #077，或它不在您能看的范围"
    [asking] = await lin.says("/issue")
    assert "请说要反映的问题" in asking.text
    [cancelled] = await lin.says("取消")
    assert cancelled.text == "已取消"


async def test_three_days_overdue_the_office_has_the_order_as_word(
    office: Office, lin: Person, shui: Person, min_: Person
) -> None:
    await claimed(office, lin, shui)
    for _ in range(25):
        await after(office, days=1)
    [paper] = [one for one in await min_.news() if one.document]
    assert paper.document == "督办单001.docx"
    assert "催办" in "".join(one.text for one in await shui.news())
    [card] = await min_.says("/issues 1")
    assert "🔴超期" in card.text
    assert await min_.presses(card, "督办单") == "正在生成督办单，好了发给您"
    await office.work()
    assert [one.document for one in await min_.news()] == ["督办单001.docx"]


async def test_what_waits_for_the_departments_claim_comes_first_in_its_list(
    office: Office, lin: Person, shui: Person, xu: Person
) -> None:
    await claimed(office, lin, shui)
    await lin.says("请水利局疏通圩镇水渠")
    await after(office, minutes=10)
    await shui.news()
    [mine] = await shui.says("/issues")
    assert mine.text.startswith("问题·等我办 2件\n#002 🟢正常 待认领")
    assert mine.buttons[:2] == ["#002", "#001"]
    card = await pressed(shui, mine, "#002")
    assert "我单位认领" in card.buttons
    [others] = await xu.says("/issues")
    assert others.text.startswith("没有等您办的问题")


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        (DRY, "水利局"),
        ("路灯坏了，请县交通局修一修村道", "交通运输局"),
        ("埔中村水井没水，请帮忙协调解决", "水利局"),
        ("请公安局处理偷水泵的事", "公安局"),
    ],
)
async def test_a_matter_for_a_department_that_nobody_speaks_for_goes_to_the_office_and_that_is_said(
    office: Office, lin: Person, xu: Person, min_: Person, words: str, unit: str
) -> None:
    [card] = await lin.says(f"/issue {words}")
    assert f"10分钟内可撤销，之后{unit}还没有人加入，先交指挥部定单位" in card.text
    [early] = await min_.says("/issues")
    assert early.text.startswith("没有等您办的问题")
    await after(office, minutes=10)
    assert await xu.news() == []
    [deciding] = await min_.news()
    assert deciding.text.startswith(f"【由指挥部定单位，{unit}还没有人加入】问题 #001")
    assert "指派" in deciding.buttons
    [todo] = await min_.says("/issues")
    assert todo.text.startswith("问题·等我办 1件")


async def test_of_two_departments_the_one_that_is_here_is_asked_and_the_other_named(
    office: Office, lin: Person, xu: Person
) -> None:
    [card] = await lin.says("/issue 请水利局和农业局一起看看灌溉和种植")
    assert "之后水利局还没有人加入，先转给农业农村局认领" in card.text
    assert (await pressed(lin, card, "现在就转")).text.startswith("问题 #001 已转给农业农村局认领")
    assert (await last(xu)).text.startswith("【待认领】")


async def test_without_an_office_the_departments_that_are_here_are_asked(office: Office, lin: Person) -> None:
    with sessions(office.engine).begin() as session:
        session.execute(update(Post).where(Post.role == Role.OFFICE).values(until=office.clock.now()))
    [card] = await lin.says(f"/issue {DRY}")
    assert "水利局还没有人加入，先转给" in card.text


async def test_who_comes_after_the_offices_word_hears_that_it_was_the_office(
    office: Office, lin: Person, shui: Person, min_: Person
) -> None:
    await lin.says(DRY)
    await after(office, minutes=10)
    card = await last(shui)
    await pressed(min_, (await min_.says("/issues 1"))[-1], "指派")
    await min_.says("农业农村局")
    await min_.says("跳过")
    assert await shui.presses(card, "我单位认领") == "#001 已由指挥部（阿敏）在11月23日09:10指定农业农村局办理"


async def test_words_that_are_no_list_are_said_to_be_none(lin: Person) -> None:
    [said] = await lin.says("/issues abc")
    assert said.text.startswith("没看明白“abc”。可以这样看：/issues、/issues 18")


async def test_a_long_history_is_shown_whole_as_far_as_it_fits_and_says_what_it_left_out(
    office: Office, lin: Person, shui: Person
) -> None:
    await claimed(office, lin, shui)
    with sessions(office.engine).begin() as session:
        for number in range(60):
            session.add(
                IssueEvent(
                    number=1, move="note", before="working", after="working", at=office.clock.now(), actor="老水",
                    department="水利局", note=f"第{number + 1}次到现场，" + "量了水位、看了水渠，" * 3,
                )
            )  # fmt: skip
    [card] = await lin.says("/issues 1")
    assert "第60次到现场" in card.text
    assert "步没有列出）" in card.text
