"""/kbtest: the three nearest entries with scores, wording and threshold, for editors only."""

from tests.office import Person


async def test_an_editor_sees_the_nearest_entries_with_scores_wording_and_threshold(cai: Person) -> None:
    [shown] = await cai.says("/kbtest 每个镇每年有多少帮扶资金？")
    lines = shown.text.splitlines()
    assert lines[0] == "试问“每个镇每年有多少帮扶资金？”"
    assert lines[1].startswith("结果：直接回答第1个（")
    assert "分以上才直接回答" in lines[1]
    assert lines[2] == "1. 100分 每个镇每年有多少帮扶资金？"
    assert lines[3] == "　条目 fund-annual-per-town，最近的问法“每个镇每年有多少帮扶资金？”"
    assert [line[:2] for line in lines[2::2]] == ["1.", "2.", "3."]


async def test_the_decision_to_offer_a_choice_or_nothing_is_said(cai: Person) -> None:
    [shown] = await cai.says("/kbtest 怎么申请")
    assert "没有把握，列出来让人选" in shown.text
    [shown] = await cai.says("/kbtest 😀😀")
    assert "没有答案，可请人答复" in shown.text


async def test_without_a_question_the_use_is_said(cai: Person) -> None:
    [asked] = await cai.says("/kbtest")
    assert asked.text == "请在命令后面写问题，例如：/kbtest 低保户能贷款吗"


async def test_others_are_told_who_may(lin: Person) -> None:
    [refused] = await lin.says("/kbtest 低保户能贷款吗")
    assert "“编辑知识库”这项由知识编辑办理" in refused.text
