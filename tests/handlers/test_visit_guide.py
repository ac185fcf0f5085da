"""The guided visit: five steps, each with buttons and words, that survive whatever happens between them."""

from emulator.store import Store
from tests.office import Office, Person, Shown, StillClock, opened

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def test_five_steps_by_words_become_a_visit(lin: Person) -> None:
    [village] = await lin.says("/visit")
    assert village.text.startswith("走访 第1步/共5步\n去了哪个村")
    assert village.buttons[-2:] == ["跳过", "取消"]
    [whom] = await lin.says("埔中")
    assert "第2步/共5步" in whom.text
    assert whom.buttons == ["上一步", "跳过", "取消"]
    [situation] = await lin.says("张大爷")
    assert "第3步/共5步" in situation.text
    await lin.says("屋顶漏雨，老人独居")
    [actions] = await lin.says("修屋顶；办低保")
    assert "第5步/共5步" in actions.text
    [card] = await lin.says("答应月底前帮他问低保")
    assert card.text.startswith("已保存 走访 V-0001（埔中村，11月23日）")
    assert "对象：张大爷" in card.text
    assert "情况：屋顶漏雨，老人独居" in card.text
    assert "诉求：修屋顶；办低保" in card.text


async def test_buttons_steer_in_the_same_message(lin: Person) -> None:
    [village] = await lin.says("记走访")
    await lin.presses(village, village.buttons[0])
    whom = await last(lin)
    assert whom.edited
    assert "第2步/共5步" in whom.text
    await lin.presses(whom, "上一步")
    again = await last(lin)
    assert "第1步/共5步" in again.text
    await lin.presses(again, "跳过")
    assert "第2步/共5步" in (await last(lin)).text


async def test_the_last_step_by_button_closes_the_form_and_shows_the_card(lin: Person) -> None:
    for words in ("/visit", "埔中村", "张大爷", "屋顶漏雨", "修屋顶"):
        [shown] = await lin.says(words)
    await lin.presses(shown, "没有")
    done, card = await lin.news()
    assert (done.text, done.buttons) == ("走访已填完", [])
    assert "已保存 走访 V-0001" in card.text


async def test_a_number_chooses_what_a_button_offers(lin: Person) -> None:
    await lin.says(SENTENCE)
    [village] = await lin.says("/visit")
    assert village.buttons[0] == "埔中村"
    assert "第2步" in (await lin.says("1"))[0].text
    [situation] = await lin.says("跳过")
    assert "第3步" in situation.text


async def test_a_tap_that_the_phone_repeats_does_not_skip_two_steps(lin: Person) -> None:
    [village] = await lin.says("/visit")
    toasts = await lin.taps(village, "跳过", 3)
    assert toasts.count("这一步已经答过，现在是第2步/共5步") == 2
    assert "第2步/共5步" in (await last(lin)).text


async def test_a_village_nobody_knows_is_asked_again_and_the_step_stays(lin: Person) -> None:
    await lin.says("/visit")
    [again] = await lin.says("火星村")
    assert "上饶镇没有“火星村”" in again.text
    assert "第2步" in (await lin.says("埔中村"))[0].text


async def test_cancel_by_word_or_button_keeps_nothing(lin: Person) -> None:
    await lin.says("/visit")
    await lin.says("埔中村")
    assert [one.text for one in await lin.says("取消")] == ["已取消"]
    [village] = await lin.says("/visit")
    assert "第1步" in village.text
    await lin.presses(village, "取消")
    assert "没有保存" in (await last(lin)).text
    assert "还没有走访记录" in (await lin.says("/visits"))[0].text


async def test_all_steps_skipped_save_nothing_and_say_so(lin: Person) -> None:
    await lin.says("/visit")
    for _ in range(4):
        await lin.says("跳过")
    [shown] = await lin.says("跳过")
    assert "没有保存" in shown.text


async def test_a_draft_of_yesterday_is_offered_and_goes_on_with_its_own_day(office: Office, lin: Person) -> None:
    await lin.says("/visit")
    await lin.says("埔中村")
    office.clock.step(days=1)
    [offer] = await lin.says("/visit")
    assert offer.text == "您有1条未完成走访（埔中村，11月23日），接着填还是删除？"
    await lin.presses(offer, "继续")
    assert "第2步/共5步" in (await last(lin)).text
    for words in ("张大爷", "跳过", "修屋顶"):
        await lin.says(words)
    [card] = await lin.says("跳过")
    assert "（埔中村，11月23日）" in card.text


async def test_a_deleted_draft_makes_room_for_a_new_one(office: Office, lin: Person) -> None:
    await lin.says("/visit")
    await lin.says("埔中村")
    office.clock.step(days=1)
    [offer] = await lin.says("/visit")
    await lin.presses(offer, "删除")
    dropped, village = await lin.news()
    assert dropped.text == "已删除未完成走访（埔中村，11月23日）"
    assert "第1步" in village.text


async def test_a_draft_nothing_was_answered_in_is_not_spoken_of(lin: Person) -> None:
    await lin.says("/visit")
    assert "第1步" in (await lin.says("/visit"))[0].text


async def test_a_whole_sentence_at_the_first_step_is_the_visit(lin: Person) -> None:
    await lin.says("/visit")
    [card] = await lin.says(SENTENCE)
    assert "已保存 走访 V-0001（埔中村" in card.text
    [village] = await lin.says("/visit")
    assert "第1步" in village.text


async def test_a_question_in_between_is_answered_and_the_step_still_stands(lin: Person) -> None:
    await lin.says("/visit")
    answer, again = await lin.says("帮扶资金能用在哪些地方？")
    assert "第1步" in again.text
    assert "帮扶" in answer.text
    assert "没有“" not in answer.text
    assert "第2步" in (await lin.says("埔中村"))[0].text


async def test_the_steps_stand_after_the_assistant_was_started_anew(database_url: str) -> None:
    clock, phones = StillClock(), Store()
    async with opened(database_url, clock, phones=phones) as office:
        await office.person(1001).says("/visit")
        await office.person(1001).says("埔中村")
    async with opened(database_url, clock, phones=phones) as office:
        lin = office.person(1001)
        *_, offer = await lin.says("/visit")
        assert "埔中村，11月23日" in offer.text
        await lin.presses(offer, "继续")
        assert "第2步/共5步" in (await last(lin)).text


async def test_an_office_that_records_no_visits_is_told_whose_job_it_is(min_: Person) -> None:
    [refused] = await min_.says("/visit")
    assert "“记走访”这项由" in refused.text


async def test_somebody_elses_draft_does_not_open(lin: Person, zhou: Person, office: Office) -> None:
    await lin.says("/visit")
    await lin.says("埔中村")
    [village] = await zhou.says("/visit")
    assert "第1步" in village.text


async def test_a_policy_question_at_a_later_step_is_answered_and_the_step_asked_again(lin: Person) -> None:
    await lin.says("/visit")
    await lin.says("埔中村")
    await lin.says("张大爷")
    answer, again = await lin.says("低保怎么办")
    assert "低保怎么申请" in answer.text
    assert "第3步" in again.text
    assert "第4步" in (await lin.says("他想问低保怎么申请"))[0].text


async def test_an_illness_told_in_a_later_step_than_the_name_is_covered(lin: Person) -> None:
    await lin.says("/visit")
    for words in ("埔中村", "陈大哥"):
        await lin.says(words)
    *_, notice = await lin.says("患有艾滋病，家里断水")
    assert "病情，已遮盖" in notice.text
    for words in ("没有", "没有"):
        card, *_ = await lin.says(words)
    assert "艾滋病" not in card.text
    assert "断水" in card.text


async def test_a_landline_is_not_called_a_mobile(lin: Person) -> None:
    *_, notice = await lin.says("今天走访埔中村，陈阿婆家缺水，电话0768-2345678")
    assert "您的消息里有电话号码，已遮盖" in notice.text
