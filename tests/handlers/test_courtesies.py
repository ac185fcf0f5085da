"""What is said to the assistant itself: a short word for thanks, and answers about what it is and how it is used."""

import pytest

from tests.office import Office, Person


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("谢谢", "不客气"),
        ("好的，谢谢您！", "不客气"),
        ("再见", "好的，有事随时发一句话"),
        ("我要去开会了", "好的，有事随时发一句话"),
        ("好的", "好的"),
        ("嗯", "好的"),
        ("👍🏻", "好的"),
    ],
)
async def test_thanks_and_nods_get_one_short_word(lin: Person, said: str, word: str) -> None:
    [reply] = await lin.says(said)
    assert reply.text == word


@pytest.mark.parametrize("said", ["1", "第二个", "都不是", "是", "跳过"])
async def test_an_answer_to_nothing_is_told_that_nothing_is_open(lin: Person, said: str) -> None:
    [reply] = await lin.says(said)
    assert reply.text.startswith("现在没有等您选的事项")


async def test_a_number_still_chooses_from_the_questions_offered(lin: Person) -> None:
    await lin.says("资金使用")
    [reply] = await lin.says("1")
    assert "以主管部门解释为准" in reply.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("你是谁", "是程序，不是真人"),
        ("你会什么", "/visits"),
        ("使用说明", "/visits"),
        ("help", "/visits"),
        ("这个怎么用啊？", "/visits"),
        ("怎么记走访", "发一句话就记好了"),
        ("语音能转文字吗", "不转文字"),
        ("照片怎么发", "最多9张"),
        ("记错了怎么改", "〔改一改〕"),
        ("怎么删除我的数据", "要删除请向指挥部提出"),
        ("谁能看到我的记录", "本队成员、镇党委书记"),
        ("你们会收集哪些信息", "存多久"),
        ("怎么导出日记", "/diary"),
        ("怎么发通知", "这项由指挥部办理。可以找：阿敏"),
    ],
)
async def test_questions_about_the_assistant_are_answered_from_what_it_is(lin: Person, said: str, answer: str) -> None:
    [reply] = await lin.says(said)
    assert answer in reply.text
    assert "都不是" not in reply.buttons


async def test_a_stranger_asks_about_the_assistant_without_spending_questions(stranger: Person) -> None:
    for said in ("你是谁", "怎么用", "怎么加入", "谁能看到我的提问", "怎么删除我的数据", "隐私政策", "谢谢"):
        [reply] = await stranger.says(said)
        assert "每小时最多" not in reply.text
    [answer] = await stranger.says("低保怎么办")
    assert "以主管部门解释为准" in answer.text


@pytest.mark.parametrize("said", ["怎么请假", "谁能申请低保", "帮扶资金怎么用", "项目资料要保存多久"])
async def test_policy_stays_with_the_knowledge_base(lin: Person, said: str) -> None:
    [reply] = await lin.says(said)
    assert reply.buttons


async def test_in_a_group_thanks_are_answered_when_addressed(office: Office, lin: Person) -> None:
    await office.post("/sim/groups", {"id": -500, "title": "上饶镇工作队", "members": [1001, 1002], "admin": True})
    assert await lin.says("谢谢", chat=-500) == []
    [reply] = await lin.says(f"@{office.assistant.username} 谢谢", chat=-500)
    assert reply.text == "不客气"


async def test_a_plan_of_no_village_and_no_field_work_is_talk(lin: Person) -> None:
    [reply] = await lin.says("下午要去镇里送材料")
    assert "走访，没有记录" not in reply.text
