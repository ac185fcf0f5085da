"""Policy questions through the chat: an answer with its basis, an honest miss, and a person where nothing fits."""

from knowledge.base import Entry, TownAnswer
from tests.office import Office, Person, knowledge
from texts.policy import answer_of

QUESTION = "每个镇每年有多少帮扶资金？"


async def test_a_question_gets_its_answer_with_basis_validity_and_day_of_checking(lin: Person) -> None:
    [card] = await lin.says(QUESTION)
    assert "2000万" in card.text
    assert "依据：" in card.text
    assert "2026年11月22日核对" in card.text
    assert "以主管部门解释为准" in card.text
    assert {"依据", "有用", "没答对"} <= set(card.buttons)


async def test_what_is_past_its_validity_says_so_first(lin: Person) -> None:
    [card] = await lin.says(QUESTION)
    assert card.text.splitlines()[1].startswith("【注意】以下是截至2025年12月31日的口径")


async def test_useful_is_thanked_once(lin: Person) -> None:
    [card] = await lin.says(QUESTION)
    assert await lin.taps(card, "有用", 2) == ["谢谢，已记下", "已经记下了"]


async def test_wrong_asks_for_one_optional_line(lin: Person) -> None:
    [card] = await lin.says(QUESTION)
    await lin.presses(card, "没答对")
    [asked] = await lin.news()
    assert "跳过" in asked.text
    [kept] = await lin.says("我想问的是街道")
    assert "已记下" in kept.text


async def test_a_question_nobody_can_answer_becomes_a_numbered_one_and_identical_ones_merge(
    lin: Person, zhou: Person
) -> None:
    [miss] = await lin.says("村口那棵老榕树的树洞里可以养蜜蜂吗")
    label = miss.buttons[-1]
    assert label in {"请人答复", "都不是"}
    await lin.presses(miss, label)
    [handed] = await lin.news()
    assert "已登记 Q-0001" in handed.text
    [miss] = await zhou.says("村口那棵老榕树的树洞里可以养蜜蜂吗")
    await zhou.presses(miss, miss.buttons[-1])
    [merged] = await zhou.news()
    assert "Q-0001" in merged.text
    assert "已有2次" in merged.text


async def test_a_stranger_may_ask_five_questions_an_hour(office: Office, stranger: Person) -> None:
    for _ in range(5):
        [card] = await stranger.says(QUESTION)
        assert "2000万" in card.text
    [refused] = await stranger.says(QUESTION)
    assert "每小时最多提5个问题" in refused.text
    office.clock.step(minutes=61)
    [card] = await stranger.says(QUESTION)
    assert "2000万" in card.text


async def test_a_stranger_cannot_record_a_visit(stranger: Person) -> None:
    [refused] = await stranger.says("今天走访埔中村，3户反映缺水")
    assert "“记走访”这项由队员、第一书记、队长办理" in refused.text


async def test_the_knowledge_can_be_browsed_by_category(lin: Person) -> None:
    [start] = await lin.says("/policy")
    await lin.presses(start, "资金")
    [page] = await lin.news()
    assert page.text.startswith("资金 第1/")
    await lin.presses(page, page.buttons[0])
    [card] = await lin.news()
    assert "以主管部门解释为准" in card.text


async def test_function_words_alone_are_asked_back(lin: Person) -> None:
    [asked] = await lin.says("怎么申请")
    assert "您想问哪一项" in asked.text
    assert "都不是" in asked.buttons


async def test_the_answer_that_is_past_leads_to_what_holds_now_by_a_button(lin: Person) -> None:
    [card] = await lin.says(QUESTION)
    assert card.buttons[0] == "现行口径"
    await lin.presses(card, "现行口径")
    [now] = await lin.news()
    assert "【注意】以下是截至" not in now.text
    assert "以主管部门解释为准" in now.text


async def test_a_card_has_at_most_six_buttons_and_its_neighbours_are_a_tap_away(lin: Person) -> None:
    [card] = await lin.says(QUESTION)
    assert len(card.buttons) <= 6
    await lin.presses(card, "相关问题")
    [listed] = await lin.news()
    assert "相关问题" in listed.text
    await lin.presses(listed, "1")
    [opened] = await lin.news()
    assert "以主管部门解释为准" in opened.text


async def test_a_number_typed_under_a_choice_opens_that_question(lin: Person) -> None:
    [choice] = await lin.says("怎么申请")
    chosen = choice.text.splitlines()[1].removeprefix("1. ")
    [card] = await lin.says("1")
    assert card.text.startswith(chosen)


async def test_none_of_them_typed_under_a_choice_registers_the_question(lin: Person) -> None:
    await lin.says("怎么申请")
    [handed] = await lin.says("都不是")
    assert "已登记 Q-0001" in handed.text


async def test_a_number_without_a_choice_is_no_answer_to_anything(lin: Person) -> None:
    [reply] = await lin.says("2")
    assert "以主管部门解释为准" not in reply.text


def test_an_inferred_class_of_town_is_said_to_be_inferred() -> None:
    by_class = TownAnswer(applies_to=("重点帮扶镇",), answer="2000万")
    entry = Entry(id="x", question="多少？", answer="看镇", by_town=(by_class,))
    town = next(one for one in knowledge().places.towns if one.class_inferred)
    assert answer_of(entry, town) == f"按{town.name}（重点帮扶镇，按牵头单位推定）答复：2000万"


async def test_the_second_question_of_a_message_is_seen_and_offered(lin: Person) -> None:
    [reply] = await lin.says("帮扶资金能买车吗？还有监督员要干嘛")
    assert "交通工具" in reply.text
    assert "还问了“监督员要干嘛”" in reply.text
    await lin.presses(reply, "看第二问")
    assert "监督员要做哪些事" in (await lin.news())[-1].text


async def test_one_question_in_two_sentences_is_one_question(lin: Person) -> None:
    for words in ("低保怎么申请？要什么材料？", "低保怎么申请？急"):
        [reply] = await lin.says(words)
        assert "看第二问" not in reply.buttons


async def test_an_answer_reads_for_the_town_that_was_named(lin: Person) -> None:
    [card] = await lin.says("枫溪镇一年多少帮扶资金")
    assert "按枫溪镇（镇）答复：" in card.text
