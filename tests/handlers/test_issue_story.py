"""The story of one problem: refused twice, assigned, merged, raced for, answered, reopened, solved."""

from services.access import Role, Scope
from tests.handlers.test_issues import after, joined, last, pressed
from tests.office import Office, Person


async def test_one_problem_goes_its_whole_way_and_its_history_tells_every_step(
    office: Office, lin: Person, xu: Person, min_: Person, wang: Person
) -> None:
    shui = await joined(office, 1201, "老水", Role.DEPARTMENT, Scope.DEPARTMENT, "水利局")
    xin = await joined(office, 1202, "小新", Role.MEMBER, Scope.TEAM, "新圩镇")

    await xin.says("请水利局协调解决300亩旱地缺水的问题")
    await after(office, minutes=10)
    await shui.presses(await last(shui), "不属我单位")
    which = (await shui.says("属农田建设"))[-1]
    await shui.presses(which, "农业农村局")
    await xu.presses(await last(xu), "不属我单位")
    await xu.says("是水源的问题")
    await xu.says("水利局")
    which = await pressed(min_, await last(min_), "指派")

    [card] = await lin.says("请水利局协调解决450亩旱地缺水的问题")
    assert "与 #001（新圩镇）相似" in card.text
    await lin.presses(card, "合并跟进")
    await min_.presses(which, "水利局")
    task = await last(shui)
    assert task.buttons[:2] == ["记进展", "答复"]

    await lin.says("请有关单位协调办公楼借用手续")
    await after(office, minutes=10)
    await lin.news()
    race = [one for one in await xu.news() if "我单位认领" in one.buttons][-1]
    rival = [one for one in await shui.news() if "我单位认领" in one.buttons][-1]
    await xu.presses(race, "我单位认领")
    assert "已由农业农村局（老许）" in str(await shui.presses(rival, "我单位认领"))

    await shui.presses(task, "答复")
    await shui.says("已打井三口")
    await after(office, minutes=10)
    asked = {person.id: [one for one in await person.news() if "没解决" in one.buttons][-1] for person in (xin, lin)}
    await xin.presses(asked[xin.id], "已解决")
    await lin.presses(asked[lin.id], "没解决")
    await lin.says("跳过")
    await office.work()
    again = [one for one in await shui.news() if "【重办 #2】" in one.text][-1]
    await shui.presses(again, "答复")
    await shui.says("又打了两口，已出水")
    await after(office, minutes=10)
    for person in (xin, lin):
        question = [one for one in await person.news() if "已解决" in one.buttons][-1]
        await person.presses(question, "已解决")
    await min_.news()
    [whole] = await min_.says("/issues 1")
    assert "办结（重办 #2）" in whole.text
    assert "小新、小林" in whole.text
    for step in ("没解决（重办 #2）", "答复：又打了两口，已出水", "小新 提出人确认已解决", "小林 办结"):
        assert step in whole.text
    assert "#001" not in "".join(one.text for one in await wang.says("/issues"))
