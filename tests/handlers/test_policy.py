"""Policy questions through the chat: an answer with its basis, an honest miss, and a person where nothing fits."""

from tests.office import Office, Person

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
    assert "记走访这项由队员、第一书记、队长办理" in refused.text


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
