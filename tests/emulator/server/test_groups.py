"""Groups: what the bot hears, topics, rights, and the upgrade to a supergroup."""

import pytest
from telegram import ChatMember, ChatMemberAdministrator, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.emulator.server.town import LIN, STRANGER, TEAM, WANG, Town

FORUM = -1009000000001


@pytest.fixture
async def forum(town: Town) -> Town:
    """A forum the bot administers."""
    body = {"id": FORUM, "title": "指挥部", "members": [LIN, WANG], "topics": True, "admin": True}
    assert (await town.phones.post("/sim/groups", json=body)).status_code == 200
    await town.updates()
    return town


async def heard(town: Town) -> list[str | None]:
    return [update.message.text for update in await town.updates() if update.message]


@pytest.mark.parametrize(
    ("words", "is_heard"),
    [
        ("大家好", False),
        ("/help", True),
        ("/help@zhuzhen_bot", True),
        ("/help@other_bot", False),
        ("@zhuzhen_bot 低保怎么办", True),
        ("@other_bot 你好", False),
    ],
)
async def test_without_rights_the_bot_hears_only_what_is_meant_for_it(town: Town, words: str, is_heard: bool) -> None:
    await town.says(LIN, words, chat=TEAM)
    assert await heard(town) == ([words] if is_heard else [])


async def test_a_reply_to_the_bot_is_heard(town: Town) -> None:
    sent = await town.bot.send_message(TEAM, "报名接龙")
    await town.says(LIN, "我报名", chat=TEAM, reply_to=sent.message_id)
    await town.says(WANG, "回小林", chat=TEAM, reply_to=sent.message_id + 1)
    assert await heard(town) == ["我报名"]


async def test_an_administrator_hears_everything(forum: Town) -> None:
    await forum.says(LIN, "大家好", chat=FORUM)
    assert await heard(forum) == ["大家好"]


async def test_only_members_speak_in_a_group(town: Town) -> None:
    answer = await town.phones.post(f"/sim/chats/{TEAM}/messages", json={"from": STRANGER, "text": "进来看看"})
    assert answer.status_code == 403


async def test_the_bot_is_told_when_it_is_put_into_a_group(town: Town) -> None:
    body = {"id": -77, "title": "新群", "members": [WANG], "admin": False}
    await town.phones.post("/sim/groups", json=body)
    [added, notice] = await town.updates()
    assert added.my_chat_member is not None
    assert (added.my_chat_member.chat.title, added.my_chat_member.new_chat_member.status) == ("新群", "member")
    assert notice.message is not None
    assert notice.message.new_chat_members[0].is_bot


@pytest.mark.parametrize(
    "body",
    [
        {"id": 77, "title": "群", "members": [LIN]},
        {"id": TEAM, "title": "群", "members": [LIN]},
        {"id": -77, "title": "群", "members": []},
        {"id": -77, "title": "群", "members": [4242]},
        {"id": -77, "members": [LIN]},
    ],
)
async def test_a_group_that_cannot_be_is_refused(town: Town, body: dict[str, object]) -> None:
    assert (await town.phones.post("/sim/groups", json=body)).status_code in {400, 404, 409}


async def test_a_topic_is_opened_written_in_renamed_and_closed(forum: Town) -> None:
    topic = await forum.bot.create_forum_topic(FORUM, "本期问题")
    said = await forum.bot.send_message(FORUM, "在话题里", message_thread_id=topic.message_thread_id)
    assert (said.message_thread_id, said.is_topic_message) == (topic.message_thread_id, True)
    await forum.says(LIN, "收到", chat=FORUM, topic=topic.message_thread_id)
    [update] = await forum.updates()
    assert update.message is not None
    assert update.message.message_thread_id == topic.message_thread_id
    assert await forum.bot.edit_forum_topic(FORUM, topic.message_thread_id, name="上期问题")
    assert await forum.bot.close_forum_topic(FORUM, topic.message_thread_id)
    chats = (await forum.phones.get("/sim/chats", params={"person": LIN})).json()
    assert chats[-1]["topics"] == [{"id": topic.message_thread_id, "name": "上期问题", "closed": True}]


async def test_topics_that_cannot_be_are_refused(forum: Town) -> None:
    with pytest.raises(BadRequest, match="Message thread not found"):
        await forum.bot.send_message(FORUM, "字", message_thread_id=4242)
    with pytest.raises(BadRequest, match="Topic_id_invalid"):
        await forum.bot.close_forum_topic(FORUM, 4242)
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await forum.bot.create_forum_topic(TEAM, "话题")
    topic = await forum.bot.create_forum_topic(FORUM, "话题")
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await forum.bot.edit_forum_topic(FORUM, topic.message_thread_id, name="话题")


async def test_an_upgraded_group_names_its_new_id(town: Town) -> None:
    new_id = (await town.phones.post(f"/sim/groups/{TEAM}/migrate", json={})).json()["id"]
    assert new_id == -1000000005001
    with pytest.raises(ChatMigrated) as migrated:
        await town.bot.send_message(TEAM, "还在吗")
    assert migrated.value.new_chat_id == new_id
    assert (await town.bot.send_message(new_id, "在")).chat.type == "supergroup"
    old, new = [update.message for update in await town.updates()]
    assert old is not None
    assert new is not None
    assert (old.migrate_to_chat_id, new.migrate_from_chat_id) == (new_id, TEAM)


async def test_a_phone_that_still_knows_the_old_id_is_led_on(town: Town) -> None:
    new_id = (await town.phones.post(f"/sim/groups/{TEAM}/migrate", json={})).json()["id"]
    await town.bot.send_message(new_id, "新群里")
    assert (await town.shown(TEAM))[-1]["text"] == "新群里"


async def test_the_bot_knows_who_is_who(forum: Town) -> None:
    me = await forum.bot.get_chat_member(FORUM, forum.bot.id)
    assert isinstance(me, ChatMemberAdministrator)
    assert me.can_delete_messages
    assert (await forum.bot.get_chat_member(TEAM, forum.bot.id)).status == ChatMember.MEMBER
    assert (await forum.bot.get_chat_member(TEAM, LIN)).user.first_name == "小林"
    assert (await forum.bot.get_chat_member(TEAM, STRANGER)).status == ChatMember.LEFT
    with pytest.raises(BadRequest, match="User not found"):
        await forum.bot.get_chat_member(TEAM, 4242)
    assert await forum.bot.get_chat_member_count(TEAM) == 3
    assert [admin.user.id for admin in await forum.bot.get_chat_administrators(FORUM)] == [forum.bot.id]


async def test_everything_about_a_chat(forum: Town) -> None:
    private, group = await forum.bot.get_chat(LIN), await forum.bot.get_chat(FORUM)
    assert (private.type, private.first_name) == ("private", "小林")
    assert (group.type, group.title, group.is_forum) == ("supergroup", "指挥部", True)


async def test_who_left_is_out(town: Town) -> None:
    assert await town.bot.leave_chat(TEAM)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await town.bot.send_message(TEAM, "忘了说")
    [left] = await town.updates()
    assert left.my_chat_member is not None
    assert left.my_chat_member.new_chat_member.status == "left"
    await town.says(LIN, "/help", chat=TEAM)
    assert await town.updates() == []


async def test_pinning_needs_rights_and_is_shown(forum: Town) -> None:
    first, second = [await forum.bot.send_message(FORUM, words) for words in ("一", "二")]
    assert await forum.bot.pin_chat_message(FORUM, first.message_id)
    assert await forum.bot.pin_chat_message(FORUM, second.message_id)
    assert {one["text"]: one["pinned"] for one in await forum.shown(FORUM) if one["text"]} == {"一": True, "二": True}
    pinned = (await forum.bot.get_chat(FORUM)).pinned_message
    assert pinned is not None
    assert pinned.text == "二"
    assert await forum.bot.unpin_chat_message(FORUM)
    assert {one["text"]: one["pinned"] for one in await forum.shown(FORUM) if one["text"]} == {"一": True, "二": False}
    assert await forum.bot.unpin_all_chat_messages(FORUM)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await forum.bot.unpin_chat_message(FORUM)
    plain = await forum.bot.send_message(TEAM, "字")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await plain.pin()


async def test_a_reaction_is_shown_and_only_known_ones_pass(town: Town) -> None:
    said = await town.says(LIN, "办好了")
    assert await town.bot.set_message_reaction(LIN, said, "👍")
    assert (await town.shown(LIN))[0]["reactions"] == ["👍"]
    assert await town.bot.set_message_reaction(LIN, said)
    assert (await town.shown(LIN))[0]["reactions"] == []
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await town.bot.set_message_reaction(LIN, said, "🚜")


async def test_a_reply_in_a_group_stays_within_its_chat(town: Town) -> None:
    said = await town.says(LIN, "私下说的")
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await town.bot.send_message(TEAM, "公开答", reply_parameters=ReplyParameters(said + 41))
