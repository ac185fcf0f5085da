"""The chat page in a real browser, on a phone and on a desk, against a real emulator with a tiny bot."""

import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import pytest
from PIL import Image
from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser import DESK, PHONE, Screen, window
from tests.emulator.conftest import LIN, STRANGER, TEAM, WANG, Telegram

pytestmark = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def opened(telegram: Telegram, screen: Screen, address: str = f"person={LIN}") -> AsyncIterator[Page]:
    async with window(telegram.browser, screen, telegram.origin) as page:
        await page.goto(f"{telegram.origin}/#{address}")
        yield page


async def begun(telegram: Telegram, person: int = LIN) -> None:
    """The person has said hello and been answered."""
    await telegram.sim.post(f"/sim/chats/{person}/messages", json={"from": person, "text": "你好"})
    await telegram.bot.until_said("听到：你好")


def bubbles(page: Page | Locator) -> Locator:
    return page.locator("article.message")


async def say(page: Page | Locator, words: str) -> None:
    await page.get_by_role("textbox", name="消息").fill(words)
    await page.get_by_role("button", name="发送", exact=True).click()


def picture(colour: str) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(drawn, "PNG")
    return drawn.getvalue()


def photo(name: str, colour: str = "teal") -> FilePayload:
    return FilePayload(name=name, mimeType="image/png", buffer=picture(colour))


async def choose(page: Page, kind: str, *files: FilePayload) -> None:
    """The paper clip, then a kind of attachment, then files."""
    await page.get_by_role("button", name="发送照片、文件、语音、位置").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name=kind).click()
    await (await chooser.value).set_files(list(files))


async def test_words_are_sent_and_answered(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await say(page, "今天去埔中村")
        await expect(bubbles(page).get_by_text("听到：今天去埔中村")).to_be_visible()
        mine = bubbles(page).filter(has_text=re.compile("^今天去埔中村"))
        await expect(mine).to_have_class(re.compile("mine"))


async def test_enter_sends_and_shift_enter_breaks_the_line(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, DESK) as page:
        field = page.get_by_role("textbox", name="消息")
        await field.press_sequentially("第一行")
        await field.press("Shift+Enter")
        await field.press_sequentially("第二行")
        await field.press("Enter")
        await expect(bubbles(page).get_by_text("听到：第一行\n第二行")).to_be_visible()
        await expect(field).to_have_value("")


async def test_a_pressed_button_shows_its_toast_and_the_edit_in_place(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    await telegram.bot.say(LIN, "已保存", reply_markup=inline("撤销"))
    async with opened(telegram, screen) as page:
        count = await shown(bubbles(page).get_by_text("已保存"), bubbles(page))
        undo = page.get_by_role("log").get_by_role("button", name="撤销")
        await undo.click()
        await expect(page.get_by_role("status").get_by_text("已按：撤销")).to_be_visible()
        edited = bubbles(page).filter(has_text="按过了：撤销")
        await expect(edited).to_contain_text("已编辑")
        await expect(bubbles(page)).to_have_count(count)
        await expect(undo).to_have_count(0)


async def test_an_alert_waits_until_it_is_read(telegram: Telegram) -> None:
    await begun(telegram)
    await telegram.bot.say(LIN, "重要", reply_markup=inline("大声"))
    async with opened(telegram, PHONE) as page:
        await page.get_by_role("button", name="大声").click()
        alert = page.get_by_role("dialog", name="提示")
        await expect(alert).to_contain_text("已按：大声")
        await alert.get_by_role("button", name="好").click()
        await expect(alert).to_have_count(0)


async def test_a_key_of_the_bots_keyboard_is_said(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    await telegram.bot.say(LIN, "请选", reply_markup={"keyboard": [["政策问答", "记走访"]], "resize_keyboard": True})
    async with opened(telegram, screen) as page:
        keyboard = page.get_by_role("group", name="机器人的键盘")
        await keyboard.get_by_role("button", name="记走访").click()
        await expect(bubbles(page).get_by_text("听到：记走访")).to_be_visible()
        await expect(keyboard).to_be_visible()
        await telegram.bot.say(LIN, "收起", reply_markup={"remove_keyboard": True})
        await expect(keyboard).to_be_hidden()


async def test_a_one_time_keyboard_folds_after_one_key(telegram: Telegram) -> None:
    await begun(telegram)
    await telegram.bot.say(LIN, "是吗", reply_markup={"keyboard": [["是", "否"]], "one_time_keyboard": True})
    async with opened(telegram, PHONE) as page:
        keyboard = page.get_by_role("group", name="机器人的键盘")
        await keyboard.get_by_role("button", name="是").click()
        await expect(bubbles(page).get_by_text("听到：是")).to_be_visible()
        await expect(keyboard).to_be_hidden()


async def test_the_menu_lists_the_commands_and_sends_the_chosen_one(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    commands = [{"command": "visit", "description": "记走访"}, {"command": "help", "description": "能做什么"}]
    await telegram.bot.call("setMyCommands", commands=commands)
    async with opened(telegram, screen) as page:
        await page.get_by_role("button", name="菜单").click()
        await page.get_by_role("option", name="记走访").click()
        await expect(bubbles(page).get_by_text("听到：/visit")).to_be_visible()


async def test_a_photo_with_a_caption_arrives_and_enlarges(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await choose(page, "照片", photo("well.png"))
        sheet = page.get_by_role("dialog", name="发送照片")
        await sheet.get_by_label("说明").fill("村口的井")
        await sheet.get_by_role("button", name="发送").click()
        await expect(bubbles(page).get_by_text("听到：照片 村口的井")).to_be_visible()
        await page.get_by_role("button", name="放大照片").click()
        large = page.get_by_role("dialog", name="看照片").get_by_role("img", name="照片")
        await expect(large).to_be_visible()
        assert await large.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
        await page.keyboard.press("Escape")
        await expect(large).to_have_count(0)


async def test_several_photos_are_one_album_in_a_grid(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        before = await shown(bubbles(page).get_by_text("听到：你好"), bubbles(page))
        await choose(page, "照片", photo("a.png"), photo("b.png", "olive"), photo("c.png", "navy"))
        await page.get_by_role("dialog", name="发送3张照片").get_by_role("button", name="发送").click()
        await expect(bubbles(page).filter(has=page.locator(".photos"))).to_have_count(1)
        await page.get_by_role("button", name="放大第2张照片，共3张").click()
        await page.get_by_role("button", name="下一张").click()
        await expect(page.get_by_text("3／3")).to_be_visible()
        await page.get_by_role("button", name="关闭").click()
        await expect(bubbles(page).get_by_text("听到：照片")).to_have_count(3)
        await expect(bubbles(page)).to_have_count(before + 1 + 3)


async def test_a_file_is_sent_and_can_be_downloaded(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        table = FilePayload(name="走访表.csv", mimeType="text/csv", buffer="村,户\n埔中村,3\n".encode())
        await choose(page, "文件", table)
        await page.get_by_role("dialog", name="发送文件").get_by_role("button", name="发送").click()
        await expect(bubbles(page).get_by_text("听到：文件")).to_be_visible()
        async with page.expect_download() as download:
            await page.get_by_role("link", name="走访表.csv").click()
        file = await download.value
        assert file.suggested_filename == "走访表.csv"
        assert (await file.path()).read_bytes() == "村,户\n埔中村,3\n".encode()


async def test_without_a_microphone_a_short_voice_note_can_be_sent(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        await page.get_by_role("button", name="发送照片、文件、语音、位置").click()
        await page.get_by_role("menuitem", name="语音").click()
        await page.get_by_role("button", name="发一段3秒的示例音").click()
        await expect(bubbles(page).get_by_text("听到：语音")).to_be_visible()
        sound = page.locator("audio")
        assert await sound.evaluate(
            "sound => new Promise(heard => { sound.onloadedmetadata = () => heard(sound.duration); sound.load(); })"
        ) == pytest.approx(3, abs=0.1)


async def test_a_place_is_chosen_or_typed_and_shows_its_coordinates(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await page.get_by_role("button", name="发送照片、文件、语音、位置").click()
        await page.get_by_role("menuitem", name="位置").click()
        point = page.get_by_label("或写纬度，经度")
        await point.fill("九十")
        await point.press("Enter")
        await expect(page.get_by_role("dialog", name="发送位置")).to_be_visible()
        await point.fill("23.8125， 116.9375")
        await point.press("Enter")
        await expect(bubbles(page).get_by_text("听到：位置")).to_be_visible()
        card = page.get_by_role("link", name="位置 23.81250, 116.93750")
        await expect(card).to_have_attribute("href", re.compile("position=116.9375,23.8125&coordinate=wgs84"))


async def test_two_people_side_by_side_each_see_their_own_chat(telegram: Telegram) -> None:
    await begun(telegram)
    await begun(telegram, WANG)
    async with opened(telegram, DESK, f"person={LIN}&beside={WANG}") as page:
        lin, wang = page.get_by_role("region", name="小林的手机"), page.get_by_role("region", name="王队的手机")
        await say(lin, "我是小林")
        await say(wang, "我是王队")
        await expect(bubbles(lin).get_by_text("听到：我是小林")).to_be_visible()
        await expect(bubbles(wang).get_by_text("听到：我是王队")).to_be_visible()
        await expect(bubbles(wang).get_by_text("我是小林")).to_have_count(0)


async def test_both_see_the_group_each_from_their_own_side(telegram: Telegram) -> None:
    async with opened(telegram, DESK, f"person={LIN}&chat={TEAM}") as page:
        lin = page.get_by_role("region", name="小林的手机")
        await say(lin, "九点开会")
        await expect(bubbles(lin).filter(has_text=re.compile("^九点开会"))).to_have_class(re.compile("mine"))
        await page.goto(f"{telegram.origin}/#person={WANG}&chat={TEAM}")
        seen = bubbles(page.get_by_role("region", name="王队的手机")).filter(has_text="小林九点开会")
        await expect(seen).to_have_class(re.compile("theirs"))


async def test_a_stranger_begins_with_the_start_button(telegram: Telegram, screen: Screen) -> None:
    async with opened(telegram, screen, f"person={STRANGER}") as page:
        await expect(page.get_by_role("textbox", name="消息")).to_have_count(0)
        await page.get_by_role("button", name="开始").click()
        await expect(bubbles(page).get_by_text("听到：/start")).to_be_visible()
        await expect(page.get_by_role("textbox", name="消息")).to_be_visible()


async def test_an_invitation_in_the_address_waits_behind_the_start_button(telegram: Telegram) -> None:
    async with opened(telegram, PHONE, f"person={STRANGER}&start=inv_abc") as page:
        await page.get_by_role("button", name="开始").click()
        await expect(bubbles(page).get_by_text("听到：/start inv_abc")).to_be_visible()
        await page.reload()
        await expect(bubbles(page).get_by_text("听到：/start inv_abc")).to_be_visible()
        await expect(page.get_by_role("button", name="开始")).to_have_count(0)


async def test_an_address_may_name_somebody_who_is_not_there_yet(telegram: Telegram) -> None:
    async with opened(telegram, PHONE, "person=2044&start=inv_xyz") as page:
        await page.get_by_role("region", name="路人的手机").get_by_role("button", name="开始").click()
        await expect(bubbles(page).get_by_text("听到：/start inv_xyz")).to_be_visible()
        assert (await telegram.sim.get("/sim/chats/2044/messages")).json()["messages"][0]["text"] == "/start inv_xyz"


async def test_an_invitation_link_in_a_chat_is_opened_by_somebody_else(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram, WANG)
    await telegram.bot.say(WANG, "请转给新队员：https://t.me/zhuzhen_bot?start=inv_wang")
    async with opened(telegram, screen, f"person={WANG}") as page:
        await bubbles(page).get_by_role("link", name="inv_wang").click()
        await page.get_by_role("menuitem", name="路人打开").click()
        await page.get_by_role("region", name="路人的手机").get_by_role("button", name="开始").click()
        await expect(bubbles(page).get_by_text("听到：/start inv_wang")).to_be_visible()


async def test_somebody_new_opens_an_invitation_link(telegram: Telegram, screen: Screen) -> None:
    async with opened(telegram, screen) as page:
        if screen.touch:
            await page.get_by_role("button", name="换个人").click()
        await page.get_by_role("button", name="新来的人").click()
        sheet = page.get_by_role("dialog", name="新来的人")
        await sheet.get_by_label("名字").fill("陈新")
        await sheet.get_by_label("邀请链接").fill("https://t.me/zhuzhen_bot?start=inv_new")
        await sheet.get_by_role("button", name="添加").click()
        await page.get_by_role("region", name="陈新的手机").get_by_role("button", name="开始").click()
        await expect(bubbles(page).get_by_text("听到：/start inv_new")).to_be_visible()
        people = (await telegram.sim.get("/sim/people")).json()
        assert "陈新" in [person["name"] for person in people]


async def test_who_blocks_the_bot_hears_nothing_until_they_unblock_it(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await page.get_by_role("button", name="更多").click()
        await page.get_by_role("menuitem", name="屏蔽").click()
        unblock = page.get_by_role("button", name="解除屏蔽")
        await expect(unblock).to_be_visible()
        await telegram.bot.say(LIN, "听得到吗")
        assert telegram.bot.answers[-1]["error_code"] == 403
        await unblock.click()
        await expect(page.get_by_role("textbox", name="消息")).to_be_visible()
        await telegram.bot.say(LIN, "现在呢")
        await expect(bubbles(page).get_by_text("现在呢")).to_be_visible()
        await expect(bubbles(page).get_by_text("听得到吗")).to_have_count(0)


async def test_a_reload_shows_the_same_history_and_the_draft(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await say(page, "记下来")
        await expect(bubbles(page).get_by_text("听到：记下来")).to_be_visible()
        before = await bubbles(page).all_inner_texts()
        await page.get_by_role("textbox", name="消息").fill("还没写完")
        await page.reload()
        await expect(bubbles(page)).to_have_count(len(before))
        assert await bubbles(page).all_inner_texts() == before
        await expect(page.get_by_role("textbox", name="消息")).to_have_value("还没写完")


@pytest.mark.parametrize(
    "attack",
    [
        "<img src=x onerror=\"document.title='坏了'\">",
        "<script>document.title='坏了'</script>",
        "<b onclick=alert(1)>粗</b>&lt;i&gt;",
        "[点我](javascript:alert(1)) javascript:alert(1)",
    ],
)
async def test_markup_a_person_types_stays_text(telegram: Telegram, attack: str) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        await say(page, attack)
        answer = bubbles(page).filter(has_text=f"听到：{attack}")
        await expect(answer).to_be_visible()
        await expect(answer.locator("img, script, b, a, strong")).to_have_count(0)
        assert "坏了" not in await page.title()


async def test_the_page_itself_lets_no_dangerous_markup_through(telegram: Telegram) -> None:
    """The server's renderer is safe; the page does not rely on that."""
    async with await telegram.browser.new_page() as page:
        await page.goto(telegram.origin)
        drawn = await page.evaluate(
            """async (html) => {
                const { formatted } = await import("/page/formatting.js");
                const box = document.createElement("div");
                box.append(...formatted({ text: "", html }, () => null));
                return box.innerHTML;
            }""",
            '<b onclick="x()">粗</b><a href="javascript:x()">链</a><script>x()</script><iframe src="/"></iframe>'
            '<img src="x" onerror="x()"><svg onload="x()"><a href="https://a.example/">好</a></svg>',
        )
    assert drawn == (
        "<strong>粗</strong><span>链</span>"
        '<a href="https://a.example/" target="_blank" rel="noopener noreferrer">好</a>'
    )


async def test_formatting_is_shown_and_a_long_quote_unfolds(telegram: Telegram) -> None:
    await begun(telegram)
    steps = "\n".join(f"第{step}步" for step in range(1, 12))
    html = f"<b>结论</b> <code>V-0231</code> <tg-spoiler>暗</tg-spoiler> <blockquote expandable>{steps}</blockquote>"
    await telegram.bot.say(LIN, html, parse_mode="HTML")
    async with opened(telegram, PHONE) as page:
        card = bubbles(page).filter(has_text="结论")
        await expect(card.locator("strong")).to_have_text("结论")
        fold = card.get_by_role("button", name="展开")
        height = await card.evaluate("card => card.offsetHeight")
        await fold.click()
        await expect(card.get_by_role("button", name="收起")).to_have_attribute("aria-expanded", "true")
        assert await card.evaluate("card => card.offsetHeight") > height
        await card.get_by_role("button", name="隐藏的内容，按下显示").click()
        await expect(card.get_by_role("button", name="隐藏的内容，按下显示")).to_have_count(0)


async def test_an_own_message_is_edited_in_place(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await say(page, "去了埔上村")
        own = bubbles(page).filter(has_text=re.compile("^去了埔上村"))
        await own.click(button="right")
        await page.get_by_role("menuitem", name="编辑").click()
        await page.get_by_role("textbox", name="消息").fill("去了埔中村")
        await page.get_by_role("button", name="发送", exact=True).click()
        await expect(bubbles(page).filter(has_text=re.compile("^去了埔中村"))).to_contain_text("已编辑")
        await expect(own).to_have_count(0)


async def test_a_reply_quotes_what_it_answers(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await bubbles(page).filter(has_text="听到：你好").click(button="right")
        await page.get_by_role("menuitem", name="回复").click()
        await say(page, "那材料呢")
        reply = bubbles(page).filter(has_text="那材料呢").first
        await expect(reply.get_by_role("button", name="回复：听到：你好")).to_be_visible()


async def test_a_deleted_message_vanishes_and_a_pinned_one_stays_in_sight(telegram: Telegram) -> None:
    await begun(telegram)
    kept, gone = await telegram.bot.say(LIN, "请留意通知"), await telegram.bot.say(LIN, "身份证号在此")
    async with opened(telegram, PHONE) as page:
        await expect(bubbles(page).get_by_text("身份证号在此")).to_be_visible()
        await telegram.bot.call("deleteMessage", chat_id=LIN, message_id=gone)
        await expect(bubbles(page).get_by_text("身份证号在此")).to_have_count(0)
        await telegram.bot.call("pinChatMessage", chat_id=LIN, message_id=kept)
        await expect(page.get_by_role("button", name="置顶消息")).to_contain_text("请留意通知")


async def test_messages_for_others_are_counted_in_the_list_until_seen(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    await begun(telegram, WANG)
    async with opened(telegram, screen) as page:
        await expect(bubbles(page).get_by_text("听到：你好")).to_be_visible()
        await telegram.bot.say(WANG, "王队请看")
        if screen.touch:
            await page.get_by_role("button", name="换个人").click()
        row = page.get_by_role("listitem").filter(has_text="王队").first
        await expect(row.get_by_label("条未读")).to_be_visible()
        await row.get_by_role("button").first.click()
        await expect(bubbles(page).get_by_text("王队请看")).to_be_visible()
        if screen.touch:
            await page.get_by_role("button", name="换个人").click()
        await expect(row.get_by_label("条未读")).to_have_count(0)


async def test_a_fault_is_posted_and_cleared(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    async with opened(telegram, screen) as page:
        await page.get_by_role("button", name="更多").click()
        await page.get_by_role("menuitem", name="模拟故障").click()
        await page.get_by_role("button", name="服务器出错").click()
        strip = page.get_by_role("status").filter(has_text="模拟故障中")
        await expect(strip).to_be_visible()
        await telegram.bot.say(LIN, "发得出吗")
        assert telegram.bot.answers[-1]["error_code"] == 502
        await strip.get_by_role("button", name="恢复正常").click()
        await expect(strip).to_be_hidden()
        await telegram.bot.say(LIN, "好了")
        await expect(bubbles(page).get_by_text("好了")).to_be_visible()


async def test_what_is_written_while_the_server_is_away_is_sent_when_it_is_back(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        await expect(bubbles(page).get_by_text("听到：你好")).to_be_visible()
        await page.context.set_offline(True)
        offline = page.get_by_role("status").filter(has_text="连接断开")
        await expect(offline).to_be_visible(timeout=40_000)
        await say(page, "断网时写的")
        await expect(page.get_by_label("正在发送")).to_be_visible()
        await page.context.set_offline(False)
        await expect(bubbles(page).get_by_text("听到：断网时写的")).to_be_visible()
        await expect(offline).to_be_hidden()


async def test_what_waits_to_be_sent_survives_a_reload_and_is_sent_once(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        await page.route("**/sim/chats/*/messages", lambda route: route.abort())
        await say(page, "路上写的")
        await expect(page.get_by_label("正在发送")).to_be_visible()
        await page.get_by_role("button", name="换个人").click()
        await page.get_by_role("listitem").filter(has_text="王队").get_by_role("button").first.click()
        await page.goto(f"{telegram.origin}/#person={LIN}")
        await page.reload()
        await expect(page.get_by_label("正在发送")).to_contain_text("路上写的")
        await page.unroute_all()
        await expect(bubbles(page).get_by_text("听到：路上写的")).to_be_visible()
        await say(page, "还有一句")
        await expect(bubbles(page).get_by_text("听到：还有一句")).to_be_visible()
        await expect(bubbles(page).get_by_text("听到：路上写的")).to_have_count(1)


async def test_what_the_server_refuses_says_so_and_can_be_sent_again(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        await page.route("**/sim/chats/*/messages", lambda route: route.fulfill(status=413, body="{}"))
        await say(page, "太大了")
        refused = page.get_by_label("没有发出")
        await expect(refused.get_by_role("alert")).to_contain_text("没有发出：文件太大。")
        await page.unroute_all()
        await refused.get_by_role("button", name="重发").click()
        await expect(bubbles(page).get_by_text("听到：太大了")).to_be_visible()
        await expect(refused).to_have_count(0)


async def test_a_long_history_opens_at_its_end_and_goes_back_to_its_beginning(telegram: Telegram) -> None:
    await begun(telegram, WANG)
    for number in range(150):
        await telegram.bot.say(WANG, f"第{number}条")
    async with opened(telegram, DESK) as page:
        await page.get_by_role("listitem").filter(has_text="王队").get_by_role("button").first.click()
        await expect(bubbles(page).get_by_text("第149条")).to_be_in_viewport()
        oldest = bubbles(page).get_by_text("听到：你好")
        for _ in range(10):
            await page.get_by_role("log").evaluate(
                "log => new Promise(done => { log.scrollTop = 0; setTimeout(done, 80); })"
            )
        await expect(oldest).to_be_in_viewport()
        await page.get_by_role("button", name="到最新消息").click()
        await expect(bubbles(page).get_by_text("第149条")).to_be_in_viewport()


async def test_the_bot_is_asked_inline_and_its_card_is_sent(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, DESK) as page:
        await page.get_by_role("textbox", name="消息").press_sequentially("@zhuzhen_bot 一镇一策")
        await page.get_by_role("option", name="关于一镇一策").click()
        await expect(bubbles(page).filter(has_text=re.compile("^一镇一策：进驻后40天内"))).to_be_visible()


async def test_a_forum_shows_one_topic_at_a_time(telegram: Telegram) -> None:
    await telegram.sim.post(
        "/sim/groups", json={"id": -1002, "title": "论坛", "members": [LIN], "topics": True, "admin": True}
    )
    thread = (await telegram.bot.call("createForumTopic", chat_id=-1002, name="水利"))["result"]
    assert isinstance(thread, dict)
    await telegram.bot.say(-1002, "大家好")
    async with opened(telegram, PHONE, f"person={LIN}&chat=-1002") as page:
        await page.get_by_role("tab", name="水利").click()
        await expect(bubbles(page).get_by_text("大家好")).to_have_count(0)
        await say(page, "水渠修好了")
        await expect(bubbles(page).get_by_text("水渠修好了").first).to_be_visible()
        history = (await telegram.sim.get("/sim/chats/-1002/messages")).json()["messages"]
        assert [m["topic"] for m in history if m["text"] == "水渠修好了"] == [thread["message_thread_id"]]


async def test_nothing_is_wider_than_the_screen(telegram: Telegram, screen: Screen) -> None:
    await begun(telegram)
    await telegram.bot.say(LIN, f"https://a.example/{'long' * 80}", reply_markup=inline("https" * 12))
    async with opened(telegram, screen) as page:
        await expect(bubbles(page).get_by_role("link")).to_be_visible()
        too_wide = "box => box.scrollWidth > box.clientWidth"
        assert not await page.locator("html").evaluate(too_wide)
        assert not await page.get_by_role("log").evaluate(too_wide)


async def test_the_keyboard_alone_reaches_messages_and_their_menu(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, DESK) as page:
        await expect(bubbles(page).get_by_text("听到：你好")).to_be_visible()
        await page.get_by_role("log").focus()
        await page.keyboard.press("ArrowUp")
        await expect(bubbles(page).filter(has_text="听到：你好")).to_be_focused()
        await page.keyboard.press("ArrowUp")
        await expect(bubbles(page).filter(has_text=re.compile("^你好"))).to_be_focused()
        await page.keyboard.press("Shift+F10")
        await expect(page.get_by_role("menuitem", name="回复")).to_be_focused()
        await page.keyboard.press("Escape")
        await page.get_by_role("textbox", name="消息").focus()
        await page.keyboard.press("ArrowUp")
        await expect(page.get_by_role("textbox", name="消息")).to_have_value("你好")


async def test_a_long_press_opens_the_menu_of_a_message(telegram: Telegram) -> None:
    await begun(telegram)
    async with opened(telegram, PHONE) as page:
        own = bubbles(page).filter(has_text=re.compile("^你好"))
        box = await own.locator(".bubble").bounding_box()
        assert box
        finger = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
        touch = await page.context.new_cdp_session(page)
        await touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": finger})
        await page.wait_for_timeout(800)
        await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await expect(page.get_by_role("menuitem", name="编辑")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_from_what_is_behind_it(telegram: Telegram, scheme: Literal["light", "dark"]) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    await begun(telegram)
    await telegram.bot.say(LIN, "<b>结论</b> <a href='https://a.example/'>原文</a> <code>V-1</code>", parse_mode="HTML")
    await telegram.bot.say(LIN, "请选", reply_markup=inline("撤销"))
    await telegram.bot.say(LIN, "请按", reply_markup={"keyboard": [["记走访"]]})
    async with opened(telegram, DESK) as page:
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await expect(bubbles(page).get_by_text("请按")).to_be_visible()
        faint = await page.evaluate(CONTRAST)
    assert faint == []


CONTRAST = """() => {
  const read = (colour) => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const over = ([r, g, b, a = 1], back) => [r, g, b].map((part, at) => part * a + back[at] * (1 - a));
  const light = (rgb) => rgb.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = read(getComputedStyle(node).backgroundColor);
    return own[3] === undefined ? own : over(own, behind(node.parentElement));
  };
  const words = [...document.querySelectorAll("aside *, .bar *, .message *, .composer *")].filter((node) =>
    node.offsetParent && !node.closest(".avatar, svg") &&
    [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return words.flatMap((node) => {
    const back = behind(node);
    const [one, other] = [light(over(read(getComputedStyle(node).color), back)), light(back)].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    return ratio < 4.5 ? [`${node.className} ${node.textContent.slice(0, 12)} ${ratio.toFixed(2)}`] : [];
  });
}"""


def inline(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


async def shown(what: Locator, among: Locator) -> int:
    """Waits for it; how many there are then."""
    await expect(what).to_be_visible()
    return await among.count()
