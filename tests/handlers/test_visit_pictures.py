"""The week's visits by village as a picture in the chat (I7)."""

import io

import pytest
from PIL import Image

from reports import fonts
from reports.fonts import NoChineseFont
from tests.office import Office, Person, Shown


async def _picture(person: Person, listed: str = "/visits") -> list[Shown]:
    [listing] = await person.says(listed)
    await person.presses(listing, "本周图")
    return await person.news()


async def test_the_week_is_drawn_by_village_and_said_in_one_line(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村，3户反映缺水")
    await lin.says("今天去溪美村看望张大爷，屋顶漏雨")
    preparing, shown = await _picture(lin)
    assert preparing.text == "正在画图，好了发给您"
    assert shown.text == "走访（按村） 11月23日至29日：2个村，2次，4户。统计时点：11月23日09:00"
    assert shown.photo is not None
    drawn = Image.open(io.BytesIO((await office.client.get(shown.photo)).content))
    assert drawn.width >= 1000


async def test_a_list_of_last_week_is_drawn_as_last_week(lin: Person) -> None:
    await lin.says("今天走访埔中村，3户反映缺水")
    await lin.says("上周三走访埔中村，5户反映路窄")
    _, shown = await _picture(lin, "/visits 上周")
    assert shown.text.startswith("走访（按村） 11月16日至22日：1个村，1次，5户")


async def test_a_week_without_visits_is_said_in_words(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村，3户反映缺水")
    office.clock.step(days=7)
    _, said = await _picture(lin)
    assert said.text == "这一周还没有走访记录"


async def test_without_a_chinese_font_the_mend_is_said(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> tuple[str, int]:
        raise NoChineseFont

    monkeypatch.setattr(fonts, "_found", nowhere)
    await lin.says("今天走访埔中村，3户反映缺水")
    _, said = await _picture(lin)
    assert said.text.startswith("这台机器上没有中文字体")


async def test_the_picture_shows_only_what_its_reader_may_see(lin: Person, stranger: Person) -> None:
    await lin.says("今天走访埔中村，3户反映缺水")
    [refused] = await stranger.says("/visits")
    assert "本周图" not in refused.buttons
