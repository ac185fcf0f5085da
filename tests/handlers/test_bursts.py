"""What arrives together after a dead spot becomes one visit, and the person says whether it was."""

from tests.office import Office, Person, Shown
from tests.pictures import picture

SENTENCE = "今天走访埔中村，3户反映缺水"


def photos(*colours: str) -> list[tuple[str, str, bytes]]:
    return [("photo", f"{colour}.jpg", picture(colour)) for colour in colours]


async def settled(office: Office, person: Person) -> list[Shown]:
    office.clock.step(seconds=5)
    await office.work()
    return await person.news()


async def arrive_together(lin: Person) -> None:
    """Four photos, a place, a voice message and a sentence within seconds, the words last."""
    await lin.sends_files(*photos("red", "green", "blue", "teal"))
    await lin.sends(location={"latitude": 23.66, "longitude": 116.62})
    await lin.sends_files(("voice", "v.ogg", b"OggS" + bytes(100)))


async def test_messages_that_arrive_together_are_one_visit_and_that_is_asked(office: Office, lin: Person) -> None:
    await arrive_together(lin)
    [card] = await lin.says(SENTENCE)
    assert "附件：照片4张、语音1条、位置1个" in card.text
    [asked] = await settled(office, lin)
    assert asked.text.endswith("这4条是同一次走访吗？")
    assert "文字1句、照片4张、语音1条、位置1个（语音已存，未转文字）" in asked.text
    assert asked.buttons == ["是同一次", "不是"]
    await lin.presses(asked, "是同一次")
    assert (await lin.news())[-1].text == "好的，这4条都记在 走访 V-0001（埔中村，11月23日）"
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_the_words_may_come_first_or_in_between(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos("red"))
    await lin.says(SENTENCE)
    await lin.sends(location={"latitude": 23.66, "longitude": 116.62})
    [asked] = await settled(office, lin)
    assert asked.text.endswith("这3条是同一次走访吗？")


async def test_who_says_no_chooses_where_the_pieces_belong(office: Office, lin: Person) -> None:
    await lin.says("今天走访康东村，路灯坏了")
    office.clock.step(minutes=30)
    await arrive_together(lin)
    await lin.says(SENTENCE)
    [asked] = await settled(office, lin)
    await lin.presses(asked, "不是")
    which = (await lin.news())[-1]
    assert "已收到照片4张、语音1条" in which.text
    await lin.presses(which, "V-0001 康东村")
    assert "已记到 V-0001（康东村" in (await lin.news())[-1].text


async def test_two_sentences_of_one_burst_become_one_visit_on_yes(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos("red", "green"))
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    await lin.says("今天走访埔中村，路灯坏了，已联系供电所")
    [asked] = await settled(office, lin)
    assert asked.text.endswith("这3条是同一次走访吗？")
    await lin.presses(asked, "是同一次")
    await lin.news()
    [listing] = await lin.says("/visits")
    assert "共1条" in listing.text


async def test_what_is_said_right_after_a_visit_belongs_to_it(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    [more] = await lin.says("路灯也坏了")
    assert more.text.startswith("已补到 走访 V-0001")
    assert "诉求：屋顶漏雨；路灯也坏了" in more.text
    [promise] = await lin.says("还答应月底前帮他问补贴")
    assert "承诺：帮他问补贴（11月30日前）" in promise.text
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_thanks_after_a_visit_are_small_talk_and_so_is_what_comes_late(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    assert "已补到" not in (await lin.says("谢谢"))[0].text
    office.clock.step(minutes=3)
    assert "已补到" not in (await lin.says("路灯也坏了"))[0].text


async def test_an_album_with_its_words_asks_nothing(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos("red", "green", "blue"), caption=SENTENCE)
    [note] = await settled(office, lin)
    assert "同一次" not in note.text


async def test_things_sent_at_leisure_are_no_burst(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    office.clock.step(minutes=4)
    await lin.sends_files(*photos("red"))
    office.clock.step(minutes=1)
    await lin.sends(location={"latitude": 23.66, "longitude": 116.62})
    assert all("同一次走访吗" not in one.text for one in await settled(office, lin))


async def test_an_album_with_words_and_a_voice_message_are_two_messages_and_no_question(
    office: Office, lin: Person
) -> None:
    await lin.sends_files(*photos("red", "green", "blue"), caption=SENTENCE)
    await lin.sends_files(("voice", "v.ogg", b"OggS" + bytes(100)))
    [note] = await settled(office, lin)
    assert "已有照片3张、语音1条" in note.text
    await lin.sends(location={"latitude": 23.66, "longitude": 116.62})
    [asked] = await settled(office, lin)
    assert "一起收到文字1句、照片3张、语音1条、位置1个" in asked.text
    assert asked.text.endswith("这3条是同一次走访吗？")


async def test_visits_told_one_by_one_before_a_photo_are_not_counted_with_it(office: Office, lin: Person) -> None:
    for village in ("康东村", "康西村", "埔坪村", "埔中村", "埔中村"):
        await lin.says(f"今天走访{village}，3户反映缺水")
        office.clock.step(seconds=15)
    await lin.says("今天走访老陈家，屋顶漏雨")
    await lin.sends_files(*photos("red"))
    assert all("同一次走访吗" not in one.text for one in await settled(office, lin))


async def test_a_captioned_photo_of_a_burst_goes_to_its_village_and_not_to_the_visit_before(
    office: Office, lin: Person
) -> None:
    await lin.says("今天走访埔中村，路灯坏了")
    office.clock.step(minutes=3)
    await lin.sends_files(*photos("red"), caption="许坑村水塔")
    await lin.says("今天去许坑村")
    await lin.says("水塔坏了")
    await lin.says("5户没水")
    await lin.sends(location={"latitude": 23.66, "longitude": 116.62})
    [asked] = await settled(office, lin)
    assert "已记在 走访 V-0002（许坑村" in asked.text
    assert "照片1张、位置1个" in asked.text
