"""People who speak in the same moment are handled in one batch, and none of them notices it."""

from tests.office import Office, Person, Shown, opened, with_duties


async def together(office: Office, *said: tuple[Person, str]) -> list[list[Shown]]:
    """All of them have spoken before the assistant looks; what each of them then sees."""
    for person, words in said:
        await person.news()
        await office.post(f"/sim/chats/{person.id}/messages", {"from": person.id, "text": words})
    await office.work()
    return [await person.news() for person, _ in said]


async def test_of_two_who_record_one_visit_in_one_moment_the_second_is_told(
    office: Office, lin: Person, zhou: Person
) -> None:
    [[first], [second]] = await together(
        office, (lin, "今天走访埔中村张大爷，屋顶漏雨"), (zhou, "今天走访埔中村张大爷家，缺药")
    )
    assert "V-0001" in first.text
    assert "合并" not in first.text
    assert "V-0002" in second.text
    assert "刚才小林也记了同村同事项（V-0001），合并？" in second.text


async def test_each_of_a_batch_gets_the_answer_to_what_they_said(
    office: Office, lin: Person, wang: Person, stranger: Person
) -> None:
    [[visit], [policy], [public]] = await together(
        office, (lin, "今天去埔中村，3户反映缺水"), (wang, "一镇一策多少天内完成"), (stranger, "帮扶资金能用在哪里")
    )
    assert visit.text.startswith("已保存 走访 V-0001")
    assert "40天" in policy.text
    assert "帮扶资金" in public.text
    await wang.presses(policy, "没答对")
    assert await stranger.presses(public, "有用") != await stranger.presses(public, "有用")


async def test_one_refusal_in_a_batch_takes_nothing_from_the_others(
    office: Office, lin: Person, wang: Person, stranger: Person
) -> None:
    for _ in range(5):
        await stranger.says("帮扶资金能用在哪里")
    [[visit], [refused], [other]] = await together(
        office,
        (lin, "今天去埔中村，3户反映缺水，答应周五前帮他问水利所"),
        (stranger, "帮扶资金能用在哪里"),
        (wang, "今天和小林去康东村，2户反映路灯不亮"),
    )
    assert visit.text.startswith("已保存 走访 V-")
    assert "每小时" in refused.text
    assert other.text.startswith("已保存 走访 V-")
    assert "共2条" in (await lin.says("/visits"))[0].text


async def test_visits_told_in_one_moment_count_for_the_duty_of_each(database_url: str) -> None:
    async with opened(database_url, known=with_duties()) as office:
        lin, zhou = office.person(1001), office.person(1004)
        await office.work()
        cards = await together(office, (lin, "今天走访埔中村李婶，缺药"), (zhou, "今天走访康东村陈伯，漏雨"))
        [[first], [second]] = cards
        assert "服务员·入户走访不少于5户1/5" in first.text
        assert "服务员·入户走访不少于5户1/5" in second.text
