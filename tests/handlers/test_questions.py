"""Questions nobody's entry answers: registered, answered by a person, told to all who asked, judged by them."""

from tests.office import Office, Person, Shown

BEES = "村口那棵老榕树的树洞里可以养蜜蜂吗"
ANSWER = "可以，先征得村委会同意，离道路十米以外摆放"


async def handed(person: Person, words: str = BEES) -> Shown:
    """The person asks what nobody knows and wants a person to answer."""
    [miss] = await person.says(words)
    await person.presses(miss, miss.buttons[-1])
    [shown] = await person.news()
    return shown


async def written(editor: Person, words: str = ANSWER) -> Shown:
    """The editor writes an answer to the newest card and sees its preview."""
    card = (await editor.news())[-1]
    await editor.presses(card, "我来答")
    await editor.news()
    [preview] = await editor.says(words)
    return preview


async def test_editors_and_the_office_are_shown_the_question_once_with_its_term(
    lin: Person, zhou: Person, cai: Person, min_: Person, xu: Person
) -> None:
    shown = await handed(lin)
    assert "已登记 Q-0001" in shown.text
    assert "11月26日（周四）18:00前，还有3个工作日" in shown.text
    await handed(zhou)
    for colleague in (cai, min_):
        [card] = await colleague.news()
        assert card.text.startswith("【待答复】Q-0001 小林、上饶镇问：")
        assert BEES in card.text
        assert card.buttons == ["我来答", "转给部门"]
    assert await xu.news() == []


async def test_a_question_of_the_night_rests_with_editors_until_the_morning(
    office: Office, lin: Person, cai: Person
) -> None:
    office.clock.step(hours=13)
    shown = await handed(lin)
    assert "已登记 Q-0001" in shown.text
    assert await cai.news() == []
    office.clock.step(hours=10, minutes=1)
    await office.work()
    [card] = await cai.news()
    assert card.text.startswith("【待答复】Q-0001")


async def test_everybody_who_asked_gets_the_answer_with_name_and_office(
    office: Office, lin: Person, zhou: Person, cai: Person
) -> None:
    await handed(lin)
    await handed(zhou, "请问村口那棵老榕树的树洞里可以养蜜蜂吗？")
    preview = await written(cai)
    assert "还没有发出" in preview.text
    assert await lin.news() == []
    await cai.presses(preview, "发给提问人")
    [done] = await cai.news()
    assert "已答复 Q-0001，发给2人" in done.text
    for asker in (lin, zhou):
        [told] = await asker.news()
        assert ANSWER in told.text
        assert "答复人：小蔡（知识编辑），11月23日09:00" in told.text
        assert told.buttons == ["解决了", "没解决"]
    assert await lin.taps(told, "解决了", 1) == ["好的，已记下"]


async def test_sending_twice_tells_the_asker_once(lin: Person, cai: Person) -> None:
    await handed(lin)
    preview = await written(cai)
    toasts = await cai.taps(preview, "发给提问人", 2)
    assert "已在11月23日09:00由小蔡（知识编辑）答复" in (toasts[1] or "")
    assert len(await lin.news()) == 1


async def test_of_two_who_answer_the_first_wins_and_the_other_is_told_who(
    lin: Person, cai: Person, min_: Person
) -> None:
    await handed(lin)
    [card] = await cai.news()
    await cai.presses(card, "我来答")
    await cai.news()
    [card] = await min_.news()
    await min_.presses(card, "我来答")
    [asked] = await min_.news()
    assert "小蔡也在写这一条，先发出的为准" in asked.text
    [first] = await cai.says(ANSWER)
    [second] = await min_.says("不可以")
    await min_.presses(second, "发给提问人")
    assert "由阿敏（潮州市指挥部）答复" in (await cai.presses(first, "发给提问人") or "")
    [told] = await lin.news()
    assert "不可以" in told.text
    assert "由阿敏" in (await cai.presses(card, "我来答") or "")


async def test_unsolved_opens_it_again_for_the_editors_with_the_remark(
    office: Office, lin: Person, cai: Person, min_: Person
) -> None:
    await handed(lin)
    await cai.presses(await written(cai), "发给提问人")
    await cai.news()
    [told] = await lin.news()
    office.clock.step(hours=24)
    assert await lin.taps(told, "没解决", 2) == ["好的，已记下", "已经记下了"]
    [asked] = await lin.news()
    assert "已重新登记" in asked.text
    assert await cai.news() == []
    [passed] = await lin.says("想问的是要不要办证")
    assert passed.text == "已转给答复的人"
    card = (await cai.news())[-1]
    assert "【重新答复】Q-0001" in card.text
    assert "提问人说没解决：想问的是要不要办证" in card.text
    assert "上次答复：可以" in card.text
    assert "11月27日（周五）18:00前" in card.text
    await cai.presses(card, "我来答")
    [asked] = await cai.news()
    [preview] = await cai.says("不用办证")
    await cai.presses(preview, "发给提问人")
    [again] = await lin.news()
    assert "不用办证" in again.text
    assert await lin.taps(again, "没解决", 1) == ["好的，已记下"]


async def test_without_a_remark_the_editors_hear_after_ten_minutes(office: Office, lin: Person, cai: Person) -> None:
    await handed(lin)
    await cai.presses(await written(cai), "发给提问人")
    await cai.news()
    [told] = await lin.news()
    await lin.presses(told, "没解决")
    await office.work()
    assert await cai.news() == []
    office.clock.step(minutes=11)
    await office.work()
    [card] = await cai.news()
    assert "【重新答复】Q-0001" in card.text


async def test_who_asks_what_was_answered_is_told_at_once(lin: Person, zhou: Person, cai: Person) -> None:
    await handed(lin)
    await cai.presses(await written(cai), "发给提问人")
    shown = await handed(zhou)
    assert ANSWER in shown.text
    assert "答复人：小蔡" in shown.text


async def test_a_question_referred_to_a_department_is_answered_in_its_name(
    lin: Person, cai: Person, xu: Person
) -> None:
    await handed(lin)
    [card] = await cai.news()
    await cai.presses(card, "转给部门")
    [which] = await cai.news()
    await cai.presses(which, "农业农村局")
    [done] = await cai.news()
    assert "已转给农业农村局" in done.text
    await xu.presses(await written(xu), "发给提问人")
    [told] = await lin.news()
    assert "答复人：老许（农业农村局）" in told.text


async def test_a_department_sees_only_what_was_referred_to_it(lin: Person, xu: Person) -> None:
    await handed(lin)
    [none] = await xu.says("/questions")
    assert none.text == "没有待答复的问题"


async def test_a_member_cannot_see_the_open_questions(lin: Person) -> None:
    [refused] = await lin.says("/questions")
    assert "“答复问题”这项由部门、指挥部、知识编辑办理" in refused.text


async def test_the_list_has_the_oldest_first_and_pages(office: Office, lin: Person, cai: Person) -> None:
    for tree in "榕松柏杉樟桂柳":
        await handed(lin, f"村口老{tree}树的树洞里可以养蜜蜂吗")
        office.clock.step(minutes=1)
    await cai.news()
    [first] = await cai.says("/questions")
    assert first.text.startswith("待答复的问题，共7个 第1/2页\nQ-0001 ")
    assert first.buttons == ["Q-0001", "Q-0002", "Q-0003", "Q-0004", "Q-0005", "Q-0006", "下页 ›"]
    await cai.presses(first, "下页 ›")
    [second] = await cai.news()
    assert second.buttons == ["Q-0007", "‹ 上页"]
    await cai.presses(second, "Q-0007")
    [card] = await cai.news()
    assert "柳" in card.text
    assert "我来答" in card.buttons


async def test_an_answer_left_unwritten_leaves_the_question_open(lin: Person, cai: Person) -> None:
    await handed(lin)
    [card] = await cai.news()
    await cai.presses(card, "我来答")
    await cai.news()
    [left] = await cai.says("取消")
    assert left.text == "已取消"
    [still] = await cai.says("/questions")
    assert "Q-0001" in still.text


async def test_an_answer_beyond_one_message_is_refused_with_its_length(lin: Person, cai: Person) -> None:
    await handed(lin)
    [card] = await cai.news()
    await cai.presses(card, "我来答")
    await cai.news()
    [refused] = await cai.says("可以。" * 700)
    assert "答复有2100字，太长了，请写成2000字以内再发一次" in refused.text
    [preview] = await cai.says(ANSWER)
    assert "发给提问人" in preview.buttons


async def test_a_stranger_gets_no_number_and_nobody_is_bothered(stranger: Person, cai: Person) -> None:
    shown = await handed(stranger)
    assert "请向镇政府或市农业农村部门咨询" in shown.text
    assert await cai.news() == []


async def test_whoever_may_answer_hears_once_that_the_term_is_over_and_never_in_quiet_hours(
    office: Office, lin: Person, cai: Person, min_: Person
) -> None:
    await handed(lin)
    await cai.news()
    await min_.news()
    office.clock.step(days=3, hours=8, minutes=59)
    await office.work()
    assert await cai.news() == []
    office.clock.step(minutes=30)
    await office.work()
    for colleague in (cai, min_):
        [card] = await colleague.news()
        assert "Q-0001" in card.text
        assert card.buttons == ["我来答", "转给部门"]
    for days in (0, 1, 4):
        office.clock.step(days=days, hours=14)
        await office.work()
    assert await cai.news() == []


async def test_a_question_answered_in_time_is_not_spoken_of_again(office: Office, lin: Person, cai: Person) -> None:
    await handed(lin)
    preview = await written(cai)
    await cai.presses(preview, "发给提问人")
    await cai.news()
    office.clock.step(days=4)
    await office.work()
    assert await cai.news() == []
