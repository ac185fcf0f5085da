"""What is said while a notice is composed: its words, whom for, what is asked, when, what it costs people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from services.access import Role
from services.clock import TEAM_ZONE
from services.groups import Group
from services.notices import Asks, Audience, Count, Kind, Notice, NoticeFile
from services.notices.audience_words import Meant
from services.notices.burden import Burden, Doubt, Found
from texts.buttons import Button, Rows, rows
from texts.notices import ASKS, copy_text, number
from texts.phrases import clipped, listed, moment, weekday
from texts.posts import ROLES

KINDS = {
    Kind.EVERYBODY: "全体",
    Kind.DISTRICT: "按县区",
    Kind.TOWN_CLASS: "按镇的类别",
    Kind.ROLE: "按职务",
    Kind.TEAM: "按工作队",
    Kind.DUTY: "未完成的人",
}
SEND, SENT = "发通知", "已发出"
SEND_WORDS = ("立即发", "发送", "发出", "确定发出")
SHOWN_UNKNOWN = 10
_HOUR = 60
_DOUBTS = {
    Doubt.CHECK_IN: "基层减负，建议不要求打卡、签到或定位",
    Doubt.RANKING: "建议不排名，改为说明进度和困难",
    Doubt.SAME_DAY: "建议至少留出一个工作日",
    Doubt.OFF_HOURS: "落在休息时间，建议改到工作时间",
    Doubt.TRACES: "建议不要求拍照、截图作证明，以实际工作为准",
}


@dataclass(frozen=True)
class Preview:
    """Everything the author sees before sending."""

    notice: Notice
    author: str
    audience: Audience
    count: Count
    files: Sequence[NoticeFile]
    burden: Burden
    doubts: Sequence[Found]
    past: Sequence[str]
    duties: Mapping[str, str]
    groups: Sequence[Group]
    quiet_until: datetime | None
    today: date


def offer(notice: Notice) -> Markup:
    """Something long, or a file, was simply sent to the assistant."""
    what = Markup("“{}”").format(clipped(notice.text, 30)) if notice.text else Markup("附件")
    return Markup("收到{}，要作为通知发给大家吗？").format(what)


def offer_buttons(notice: Notice) -> Rows:
    """A notice, or nothing."""
    return ((Button(SEND, "notices.begin", str(notice.id)), Button("不用", "notices.drop", str(notice.id))),)


def ask_words() -> Markup:
    """/notice without words."""
    return Markup("请发通知内容（文字；可以先发照片或文件）。发出前会让您预览，不想发了发“取消”")


def ask_text(notice: Notice) -> Markup:
    """Files came first."""
    return Markup("请发通知 {} 的文字内容").format(number(notice))


def ask_audience(notice: Notice) -> Markup:
    """Whom it is for."""
    return Markup(
        "通知内容：{}\n发给谁？点按钮，或直接打字：“饶平县重点帮扶镇的队长”、一串姓名、“未完成一镇一策的人”"
    ).format(clipped(notice.text, 60))


def audience_buttons(notice: Notice) -> Rows:
    """The kinds of audience."""
    kinds = tuple(Button(name, "notices.kind", f"{notice.id},{kind}") for kind, name in KINDS.items())
    return (*rows(*kinds), (Button("取消", "notices.drop", str(notice.id)),))


def ask_which(kind: Kind) -> Markup:
    """The kind is chosen; which of them."""
    return Markup("{}：请选择。选多个，可再点〔改范围〕").format(KINDS[kind])


def ask_team() -> Markup:
    """Teams are named by their towns."""
    return Markup("请发镇（街、场）名，可以几个一起发，例如“上饶镇、新圩镇”")


def which_buttons(notice_id: int, kind: Kind, names: Sequence[tuple[str, str]], named: Sequence[str]) -> Rows:
    """One button a district, class, role or duty: (value, words); what is named already bears a mark."""
    buttons = (
        Button(f"✓{words}" if value in named else words, "notices.which", f"{notice_id},{kind},{value}")
        for value, words in names
    )
    return (*rows(*buttons, across=2), (Button("‹ 返回", "notices.again", str(notice_id)),))


def drop_button(notice_id: int) -> Rows:
    """The way out while a name is waited for."""
    return ((Button("‹ 返回", "notices.again", str(notice_id)), Button("取消", "notices.drop", str(notice_id))),)


def unclear(meant: Meant, taken: int) -> Markup:
    """What of a list names nobody, or several; the rest stands."""
    lines = []
    for one in meant.unknown[:SHOWN_UNKNOWN]:
        hint = f"（是不是：{listed(one.nearest)}）" if one.nearest else ""
        lines.append(Markup("没找到“{}”{}").format(one.said, hint))
    if len(meant.unknown) > SHOWN_UNKNOWN:
        lines.append(Markup("……没找到的共{}个").format(len(meant.unknown)))
    for two in meant.shared[:SHOWN_UNKNOWN]:
        towns = listed([town or "未编队" for town in two.towns])
        lines.append(Markup("“{}”有{}位（{}），请写成“镇名+姓名”").format(two.name, len(two.towns), towns))
    kept = (
        Markup("其余{}人已记下，把改好的再发一次即可，也可以点〔看预览〕").format(taken)
        if taken
        else Markup("请再发一次")
    )
    return Markup("\n").join([*lines, kept])


def unclear_buttons(notice_id: int, taken: int) -> Rows:
    """Go on with those who are clear, or not."""
    see = [Button("看预览", "notices.preview", str(notice_id))] if taken else []
    return ((*see, Button("取消", "notices.drop", str(notice_id))),)


def preview(shown: Preview) -> Markup:
    """What will be sent, to whom and how many, what it costs them, before anything is."""
    notice, count = shown.notice, shown.count
    lost = Markup("其中{}人还没有加入，收不到。").format(count.unreachable) if count.unreachable else Markup("")
    head = Markup("预览——发给{}，共{}人（{}{}）。{}").format(
        audience_name(shown.audience, shown.duties), count.people, listed(count.first_names),
        "等" if count.people > len(count.first_names) else "", lost,
    )  # fmt: skip
    copy = copy_text(notice, shown.author, shown.today)
    return Markup("\n").join([head, *_details(shown), Markup(""), copy])


def preview_buttons(shown: Preview) -> Rows:
    """Send, try on oneself, at a time; then what may still be changed."""
    fact = str(shown.notice.id)
    first = [Button("立即发", "notices.send", fact), Button("发给我看", "notices.show", fact)]
    groups = (Button("抄送群", "notices.groups", fact),) if shown.groups else ()
    protect = "允许转发" if shown.notice.protected else "禁止转发"
    return (
        (*first, Button("改时间" if shown.notice.send_at else "定时", "notices.time", fact)),
        (
            Button("改范围", "notices.again", fact),
            Button("改要求", "notices.asks", fact),
            Button("改内容", "notices.reword", fact),
        ),
        (Button("加附件", "notices.files", fact), Button(protect, "notices.protect", fact), *groups),
        (Button("取消", "notices.drop", fact),),
    )  # fmt: skip


def ask_asks() -> Markup:
    """The three kinds of receipt (D4)."""
    return Markup("要大家做什么？\n仅需知晓：不用点；请确认：点〔收到〕；请回复内容：每人回一段话，收齐后导出表格")


def asks_buttons(notice: Notice) -> Rows:
    """One button a kind."""
    return (tuple(Button(words, "notices.ask", f"{notice.id},{asks}") for asks, words in ASKS.items()),)


def ask_reword() -> Markup:
    """The words anew."""
    return Markup("请发新的通知内容；不改了发“取消”")


def ask_files(notice: Notice, files: int) -> Markup:
    """Photos and files are simply sent."""
    return Markup("请直接发照片或文件（最多10个），发完点〔看预览〕。通知 {} 现有附件{}个").format(
        number(notice), files
    )


def file_taken(notice: Notice, files: int) -> Markup:
    """One more goes along."""
    return Markup("已加到通知 {}，现有附件{}个").format(number(notice), files)


def see_button(notice_id: int) -> Rows:
    """Back to the preview."""
    return ((Button("看预览", "notices.preview", str(notice_id)),),)


def ask_groups() -> Markup:
    """Group chats get a copy besides."""
    return Markup("同时抄送到哪些群？群里只发内容，不点名")


def group_buttons(notice: Notice, groups: Sequence[Group], named: Sequence[int]) -> Rows:
    """One button a group."""
    buttons = (
        Button(
            f"{'✓' if one.id in named else ''}{clipped(one.title, 12)}·{clipped(one.scope_name, 8)}",
            "notices.group", f"{notice.id},{one.id}",
        )
        for one in groups
    )  # fmt: skip
    return (*rows(*buttons, across=1), (Button("看预览", "notices.preview", str(notice.id)),))


def ask_time(notice: Notice, today: date) -> Markup:
    """When it is to go out by itself."""
    now = f"（现在定在{_when(notice.send_at, today)}）" if notice.send_at else ""
    return Markup("几时发出？{}请打字，例如“明早8:30”“11月25日上午9点”“2小时后”").format(now)


def time_buttons(notice: Notice) -> Rows:
    """The way back, and for one that has its moment the way out of it."""
    off = [Button("取消定时", "notices.unschedule", str(notice.id))] if notice.send_at else []
    return ((*off, Button("‹ 返回", "notices.preview", str(notice.id))),)


def scheduled(notice: Notice, count: Count, past: Sequence[str], today: date) -> Markup:
    """It goes out by itself; `past` are the days it names that will be over by then."""
    when = _when(notice.send_at, today) if notice.send_at else ""
    hint = Markup("\n注意：内容提到{}，那时已过").format(listed(past)) if past else Markup("")
    return Markup("已定时：通知 {} {}发出，届时发给{}人（现在的人数）。发出前可改、可撤，见 /notices{}").format(
        number(notice), when, count.people, hint
    )


def scheduled_buttons(notice: Notice) -> Rows:
    """Until then everything can still be changed."""
    fact = str(notice.id)
    return (
        (Button("改时间", "notices.time", fact), Button("看预览", "notices.preview", fact)),
        (Button("撤下定时", "notices.unschedule", fact), Button("取消通知", "notices.drop", fact)),
    )


def unscheduled(notice: Notice) -> Markup:
    """A plain draft again."""
    return Markup("通知 {} 不再定时，还在草稿里").format(number(notice))


def quiet(moment_at: datetime, open_at: datetime, today: date) -> Markup:
    """Nobody is disturbed outside working hours without a reason (C11)."""
    return Markup("{}是休息时间，不打扰大家。可以改在{}发出；确实紧急，请说明原因，通知上会写明").format(
        _when(moment_at, today), _when(open_at, today)
    )


def quiet_buttons(notice: Notice, open_at: datetime, today: date) -> Rows:
    """The next working moment, or a reason."""
    local = open_at.astimezone(TEAM_ZONE)
    label = f"{local:%H:%M}发" if local.date() == today else f"{local.day}日{local:%H:%M}发"
    fact = str(notice.id)
    return (
        (Button(label, "notices.at", f"{fact},{int(open_at.timestamp())}"), Button("紧急发送", "notices.urgent", fact)),
        (Button("取消", "notices.drop", fact),),
    )


def ask_reason() -> Markup:
    """紧急 needs one."""
    return Markup("请用一句话说明紧急原因，例如“台风红色预警”；不急了发“取消”")


def sure(count: Count) -> Markup:
    """Above twenty people a second tap."""
    return Markup("将发给{}人，发出后各人立即收到。确定发出？").format(count.people)


def sure_buttons(notice_id: int) -> Rows:
    """The second tap."""
    return (
        (Button("确定发出", "notices.sure", str(notice_id)), Button("‹ 返回", "notices.preview", str(notice_id))),
        (Button("取消", "notices.drop", str(notice_id)),),
    )


def sent(notice: Notice, author: str, today: date) -> Markup:
    """The draft's place after it was sent."""
    return Markup("已发出通知 {}\n\n{}").format(number(notice), copy_text(notice, author, today))


def dropped() -> str:
    """The draft is gone."""
    return "已取消，没有发出"


def audience_name(audience: Audience, duties: Mapping[str, str]) -> str:
    """全体; 饶平县、重点帮扶镇的队长; 上饶镇工作队; 未完成一镇一策的人; 名单3人."""
    where = [*audience.districts, *audience.town_classes, *(f"{town}工作队" for town in audience.towns)]
    roles = listed([ROLES[Role(role)] for role in audience.roles])
    said = listed(where)
    if roles:
        said = f"{said}的{roles}" if said else roles
    if audience.duties:
        undone = listed([duties.get(one, one) for one in audience.duties])
        said = f"{said}中未完成“{undone}”的人" if said else f"未完成“{undone}”的人"
    if audience.unconfirmed:
        said = (
            f"{said}中没有确认 N-{audience.unconfirmed:04d} 的人"
            if said
            else f"没有确认 N-{audience.unconfirmed:04d} 的人"
        )
    people = f"名单{len(audience.people)}人" if audience.people else ""
    return "和".join(one for one in (said, people) if one) or "全体"


def _details(shown: Preview) -> list[Markup]:
    notice = shown.notice
    asked = [ASKS[Asks(notice.asks)]]
    if shown.files:
        asked.append(f"附件{len(shown.files)}个")
    if notice.protected:
        asked.append("禁止转发和保存（截屏仍然挡不住）")
    if shown.audience.groups:
        named = [one.title for one in shown.groups if one.id in shown.audience.groups]
        asked.append(f"抄送群：{listed(named)}")
    if notice.send_at:
        asked.append(f"定时{_when(notice.send_at, shown.today)}")
    cost = shown.burden
    lines = [
        Markup("要求：{}").format("；".join(asked)),
        Markup("影响{}人 · 预计每人{}分钟 · 合计{}").format(cost.people, cost.minutes, _together(cost)),
    ]
    lines += [Markup("提示：“{}”——{}").format(one.words, _DOUBTS[one.doubt]) for one in shown.doubts]
    if shown.past:
        lines.append(Markup("注意：内容提到{}，已过").format(listed(shown.past)))
    if shown.quiet_until:
        lines.append(Markup("现在是休息时间，{}起可以发；紧急须写明原因").format(_when(shown.quiet_until, shown.today)))
    return lines


def _together(cost: Burden) -> str:
    """4.5小时; under an hour in minutes."""
    minutes = cost.people * cost.minutes
    return f"{cost.hours}小时" if minutes >= _HOUR else f"{minutes}分钟"


def _when(value: datetime, today: date) -> str:
    """11月25日（周三）09:00."""
    local = value.astimezone(TEAM_ZONE)
    return f"{moment(value, today)[:-5]}（{weekday(local.date())}）{local:%H:%M}"
