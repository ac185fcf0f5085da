"""Hypothesis strategies: updates of every kind Telegram has or may come to have, whole or with something missing."""

from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import handlers
from handlers.masking import Raw

Json: TypeAlias = dict[str, object]

CAST = tuple(range(1001, 1011))
UNKNOWN = 987654321
GROUP, TOPICS, CHANNEL = -501, -1002000000001, -1003000000001
_NOON = 1_795_400_000

_SENSIBLE = (
    "今天走访埔中村，3户反映没水，已联系水利",
    "昨天去埔中村看望老陈家，答应月底前帮他问补贴",
    "明天打算去埔中村看望张大爷",
    "四议两公开是哪四议",
    "低保怎么办",
    "那材料呢",
    "去张大爷家",
    "补充一句，路灯也坏了",
    "11月31日去了埔中村",
    "记走访",
    "我的任务",
    "政策问答",
    "通知",
    "更多",
    "取消",
    "跳过",
    "是",
    "上一步",
    "1",
    "2",
    "帮助",
    "埔中村",
    "11月26日完成，台风耽误了",
    "上饶镇",
    "/start",
    "/start inv_x",
    "/policy",
    "/visit",
    "/visits 埔中村 上月",
    "/visits 2月30日",
    "/duties",
    "/duties 上饶镇",
    "/today",
    "/notice",
    "/notice 明天开会",
    "/leave 11月24日至28日 小李代",
    "/stationed 10月25日",
    "/holidays 一二三",
    "/invite",
    "/kbtest 低保",
    "/learn",
    "/kb_versions",
    "/questions",
    "/feedback 意见",
    "/diary",
    "/promises",
    "/duty_new",
    "/calendar",
    "/me",
    "/cancel",
    "/nonsense",
    "/",
    "//",
    "/visit@other_bot",
    "@",
    "身份证440520199001011238",
    "13800138000",
)
_ODD = (
    "",
    " ",
    "\n\n",
    "\u200b",
    "\u202eabc\u202c",
    "\u2066",
    "\x00",
    "a\x00b",
    "\ud83d",
    "<b>",
    "</b>",
    "&lt;",
    "&",
    "<script>",
    "%s",
    "{0}",
    "{}",
    "' OR 1=1 --",
    "=1+1",
    "\\",
    "👨\u200d👩\u200d👧",
    "𠮷野家",
    "ﷺ" * 9,
    "א" * 9,
    "9" * 400,
    "9999年99月99日",
    "0000-00-00",
    "昨天" * 300,
    "去" * 5000,
    "，" * 3000,
    "万" * 90,
    "\n" * 500,
    "١٢٣",
    "½",
    "第九百九十九条",
    "é" * 90,
    "\U0010ffff",
)
words = st.one_of(st.sampled_from(_SENSIBLE), st.sampled_from(_ODD), st.text(max_size=40))

_numbers = st.one_of(st.integers(0, 40), st.sampled_from([-1, 2**31, 2**52, 2**63, 2**64]))


def _user(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": f"人{number}", "language_code": "zh"}


def _chat(number: int) -> Json:
    if number > 0:
        return {"id": number, "type": "private", "first_name": f"人{number}"}
    kind = {GROUP: "group", TOPICS: "supergroup"}.get(number, "channel")
    return {"id": number, "type": kind, "title": "群", "is_forum": number == TOPICS}


people = st.sampled_from((*CAST, UNKNOWN))
_media = {"file_id": "f", "file_unique_id": "u"}
_sized = _media | {"width": 90, "height": 90}
_place = {"latitude": 23.66, "longitude": 116.62}

_THINGS: tuple[Json, ...] = (
    {},
    {"photo": [_sized, _sized | {"file_size": 10**7}]},
    {"photo": []},
    {"voice": _media | {"duration": 3}},
    {"audio": _media | {"duration": 3}},
    {"video": _sized | {"duration": 3}},
    {"video_note": _media | {"length": 3, "duration": 3}},
    {"animation": _sized | {"duration": 3}},
    {"document": _media | {"file_name": "a.yaml"}},
    {"document": _media | {"file_size": 10**12, "mime_type": "image/png"}},
    {"document": _media | {"file_name": "\u202efdp.exe", "mime_type": "?"}},
    {"sticker": _sized | {"type": "regular", "is_animated": False, "is_video": False}},
    {"location": _place},
    {"location": _place | {"live_period": 60}},
    {"location": {"latitude": 91.0, "longitude": 1e9}},
    {"venue": {"location": _place, "title": "村委", "address": "路"}},
    {"location": _place, "venue": {"location": _place, "title": "", "address": ""}},
    {"contact": {"phone_number": "13800138000", "first_name": "陈"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
    },
    {"game": {"title": "x", "description": "y", "photo": []}},
    {"story": {"chat": _chat(1001), "id": 1}},
    {"web_app_data": {"data": "x", "button_text": "y"}},
    {"users_shared": {"request_id": 1, "users": []}},
    {"brand_new_thing": {"x": [1]}},
)
_SERVICE: tuple[Json, ...] = (
    {"new_chat_members": [_user(1003)]},
    {"left_chat_member": _user(1)},
    {"new_chat_title": "新"},
    {"delete_chat_photo": True},
    {"group_chat_created": True},
    {"migrate_to_chat_id": TOPICS},
    {"migrate_from_chat_id": GROUP},
    {"forum_topic_created": {"name": "题", "icon_color": 1}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 9}},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": _chat(GROUP)}},
    {"video_chat_started": {}},
    {"boost_added": {"boost_count": 1}},
)
_MORE: tuple[Json, ...] = (
    {"media_group_id": "13850000000000001"},
    {"via_bot": _user(5) | {"is_bot": True}},
    {"is_topic_message": True, "message_thread_id": 7},
    {"message_thread_id": 7},
    {"edit_date": _NOON + 60},
    {"has_protected_content": True},
    {"author_signature": "x"},
    {"forward_origin": {"type": "user", "date": _NOON - 10**6, "sender_user": _user(1003)}},
    {"forward_origin": {"type": "hidden_user", "date": 0, "sender_user_name": "<某>"}},
    {"forward_origin": {"type": "channel", "date": 1, "chat": _chat(CHANNEL), "message_id": 1}},
    {"forward_origin": {"type": "chat", "date": 2**31, "sender_chat": _chat(GROUP)}},
    {"forward_origin": {"type": "not_yet_invented", "date": 1}},
    {"sender_chat": _chat(CHANNEL)},
    {"quote": {"text": "x", "position": 0}},
    {"date": 0},
    {"date": _NOON + 10**8},
    {
        "reply_to_message": {
            "message_id": 3,
            "date": 1,
            "chat": _chat(GROUP),
            "from": _user(1) | {"is_bot": True},
            "text": "x",
        }
    },
    {"external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}}},
    {"entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
    {"entities": [{"type": "bold", "offset": 99, "length": 99}]},
    {"entities": [{"type": "not_yet_invented", "offset": -1, "length": 0}]},
)


@st.composite
def messages(draw: st.DrawFn, where: SearchStrategy[int] | None = None, service: bool = True) -> Json:
    """A message; in a private chat it is the person's own."""
    person = draw(people)
    chat = (
        draw(where)
        if where is not None
        else draw(st.one_of(st.just(person), st.just(person), st.sampled_from((GROUP, TOPICS, CHANNEL))))
    )
    said = draw(words)
    thing = draw(st.one_of(st.just({}), st.sampled_from(_THINGS), *([st.sampled_from(_SERVICE)] if service else [])))
    message: Json = {"message_id": draw(st.integers(1, 60)), "date": _NOON, "chat": _chat(person if chat > 0 else chat)}
    if chat != CHANNEL:
        message["from"] = _user(person)
    message |= {} if not said else {"caption": said} if thing else {"text": said}
    if said.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(said.split()[0])}]
    for more in draw(st.lists(st.sampled_from(_MORE), max_size=2)):
        message |= more
    return {**message, **thing}


VERBS = tuple(sorted(handlers.register().verbs))
_pieces = st.one_of(
    st.integers(0, 9).map(str),
    _numbers.map(str),
    words,
    st.sampled_from(
        [
            "everybody",
            "team",
            "role",
            "district",
            "member",
            "captain",
            "village",
            "visited_on",
            "needs",
            "2026-11-20",
            "2026-02-30",
            "now",
            "month",
            "GUIDE",
            "上饶镇",
            "fund-uses",
            "step",
            "pm",
            "other",
            "v埔中村;m1",
            "f269999",
            "t9;l1",
        ]
    ),
)
facts = st.lists(_pieces, max_size=4).map(",".join)


@st.composite
def presses(draw: st.DrawFn) -> Json:
    """A tap on a button of a known or unknown verb, with whatever behind it."""
    person: int = draw(people)
    chat = _chat(draw(st.sampled_from((person, person, person, GROUP, TOPICS))))
    query: Json = {"id": str(draw(st.integers(1, 10**9))), "from": _user(person), "chat_instance": "1"}
    message = {
        "message_id": draw(st.integers(1, 60)),
        "date": _NOON,
        "chat": chat,
        "from": _user(1) | {"is_bot": True},
        "text": "卡",
    }
    below: Json = draw(
        st.sampled_from(
            [
                {"message": message},
                {"message": message},
                {"message": message | {"date": 0}},
                {"inline_message_id": "7"},
                {},
            ]
        )
    )
    verb = draw(st.one_of(st.sampled_from(VERBS), st.sampled_from(VERBS), words))
    about = draw(facts)
    data = draw(
        st.sampled_from(
            [{"data": f"{verb}:{about}"}] * 6 + [{"data": verb}, {"data": about}, {"game_short_name": "x"}, {}]
        )
    )
    return {"callback_query": {**query, **below, **data}}


_member: Json = {"user": _user(1) | {"is_bot": True}}
_STATES: tuple[Json, ...] = (
    {"status": "member"},
    {"status": "left"},
    {"status": "kicked", "until_date": 0},
    {"status": "restricted"},
    {"status": "creator", "is_anonymous": False},
    {"status": "administrator"},
    {"status": "not_yet_invented"},
)


@st.composite
def memberships(draw: st.DrawFn) -> Json:
    """Somebody blocks or unblocks the assistant, or takes it into a group or out of it."""
    person = draw(people)
    chat = _chat(draw(st.sampled_from((person, GROUP, TOPICS, CHANNEL))))
    states = [_member | draw(st.sampled_from(_STATES)) for _ in range(2)]
    change = {
        "chat": chat,
        "from": _user(person),
        "date": _NOON,
        "old_chat_member": states[0],
        "new_chat_member": states[1],
    }
    return {draw(st.sampled_from(["my_chat_member", "chat_member"])): change}


@st.composite
def typings(draw: st.DrawFn) -> Json:
    """Somebody types the assistant's name in any chat."""
    return {"inline_query": {"id": "1", "from": _user(draw(people)), "query": draw(words), "offset": draw(words)}}


_others = st.sampled_from(
    (
        {"chosen_inline_result": {"result_id": "1", "from": _user(1001), "query": "x"}},
        {"poll_answer": {"poll_id": "1", "option_ids": [], "user": _user(1001)}},
        {
            "message_reaction": {
                "chat": _chat(1001),
                "message_id": 1,
                "date": _NOON,
                "user": _user(1001),
                "old_reaction": [],
                "new_reaction": [],
            }
        },
        {"chat_join_request": {"chat": _chat(GROUP), "from": _user(1001), "user_chat_id": 1001, "date": _NOON}},
        {"brand_new_kind": {"from": _user(1001), "text": "x"}},
        {"brand_new_kind": 7},
        {},
    )
)
_said = st.one_of(messages(), messages(), messages())
whole = st.one_of(
    _said.map(lambda one: {"message": one}),
    _said.map(lambda one: {"message": one}),
    _said.map(lambda one: {"edited_message": one}),
    messages(st.just(CHANNEL)).map(lambda one: {"channel_post": one}),
    messages(st.just(CHANNEL)).map(lambda one: {"edited_channel_post": one}),
    presses(),
    presses(),
    presses(),
    memberships(),
    typings(),
    _others,
)


@st.composite
def broken(draw: st.DrawFn) -> Json:
    """An update with one thing missing or of another kind, anywhere within."""
    update: Json = draw(whole)
    place: Json = update
    for _ in range(draw(st.integers(0, 4))):
        inner = [value for value in place.values() if isinstance(value, dict) and value]
        if not inner:
            break
        place = draw(st.sampled_from(inner))
    if place:
        key = draw(st.sampled_from(sorted(place)))
        value = draw(
            st.one_of(st.just(None), st.sampled_from(["x", 0, -1, 2**64, 1.5, True, [], {}, [None], {"id": "x"}]))
        )
        changed = (
            {**place, key: value} if value is not None else {name: one for name, one in place.items() if name != key}
        )
        update = _replaced(update, place, changed)
    return update


def _replaced(value: Json, old: Json, new: Json) -> Json:
    if value is old:
        return new
    return {key: _replaced(inner, old, new) if isinstance(inner, dict) else inner for key, inner in value.items()}


def as_raw(update: Json, number: int) -> Raw:
    """With its number, as Telegram counts them; no two new messages share one."""
    message = update.get("message")
    if isinstance(message, dict) and "message_id" in message:
        update = update | {"message": message | {"message_id": 100 + number}}
    return {**update, "update_id": number}
