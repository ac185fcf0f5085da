"""What is said about notices: to who writes them, and to who gets them."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from services.access import Role
from services.clock import day_of
from services.notices import Audience, Count, Kind, Notice, NudgeTooSoon, Progress
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, clock, listed, moment
from texts.posts import ROLES

SHOWN_NAMES = 12
KINDS = {
    Kind.EVERYBODY: "全体",
    Kind.DISTRICT: "按县区",
    Kind.TOWN_CLASS: "按镇的类别",
    Kind.ROLE: "按职务",
    Kind.TEAM: "按工作队",
}
REASONS = {
    "blocked": "已停用机器人",
    "initiate": "从未打开机器人",
    "not joined": "还没有加入",
    "deactivated": "账号已注销",
    "not found": "从未打开机器人",
}


def ask_words() -> Markup:
    """/notice without words."""
    return Markup("请发通知内容（文字）。发出前会让您预览")


def ask_audience(notice: Notice) -> Markup:
    """Whom it is for."""
    return Markup("通知内容：{}\n发给谁？").format(clipped(notice.text, 60))


def audience_buttons(notice: Notice) -> Rows:
    """The kinds of audience."""
    kinds = tuple(Button(name, "notices.kind", f"{notice.id},{kind}") for kind, name in KINDS.items())
    return (*rows(*kinds), (Button("取消", "notices.drop", str(notice.id)),))


def ask_which(kind: Kind) -> Markup:
    """The kind is chosen; which of them."""
    return Markup("{}：请选择").format(KINDS[kind])


def ask_team() -> Markup:
    """A team is named by its town."""
    return Markup("请发镇（街、场）名，例如“上饶镇”")


def which_buttons(notice_id: int, kind: Kind, names: Sequence[tuple[str, str]]) -> Rows:
    """One button a district, class or role: (value, words)."""
    return rows(*(Button(words, "notices.which", f"{notice_id},{kind},{value}") for value, words in names), across=2)


def drop_button(notice_id: int) -> Rows:
    """The way out while a name is waited for."""
    return ((Button("取消", "notices.drop", str(notice_id)),),)


def nobody() -> str:
    """An audience without people."""
    return "这个范围里还没有人，请换一个范围"


def preview(notice: Notice, audience: Audience, count: Count, author: str) -> Markup:
    """What will be sent, to whom and how many, before anything is."""
    unreachable = Markup("其中{}人还没有加入，收不到。").format(count.unreachable) if count.unreachable else Markup("")
    return Markup("预览——发给{}，共{}人（{}{}）。{}\n\n{}").format(
        audience_name(audience), count.people, listed(count.first_names), "等" if count.people > 3 else "",
        unreachable, copy_text(notice, author),
    )  # fmt: skip


def preview_buttons(notice: Notice) -> Rows:
    """Send, try on oneself, or not."""
    fact = str(notice.id)
    return (
        (Button("立即发", "notices.send", fact), Button("发给我看", "notices.show", fact)),
        (Button("取消", "notices.drop", fact),),
    )


def sure(count: Count) -> Markup:
    """Above twenty people a second tap."""
    return Markup("将发给{}人，发出后各人立即收到。确定发出？").format(count.people)


def sure_buttons(notice_id: int) -> Rows:
    """The second tap."""
    return ((Button("确定发出", "notices.sure", str(notice_id)), Button("取消", "notices.drop", str(notice_id))),)


def dropped() -> str:
    """The draft is gone."""
    return "已取消，没有发出"


def closed(notice: Notice, today: date) -> str:
    """A tap on a draft that was settled before."""
    if notice.sent_at:
        return f"这条通知已在{moment(notice.sent_at, today)}发出"
    return "这条通知已取消"


def copy_text(notice: Notice, author: str) -> Markup:
    """What everybody gets: the publisher is always shown (D12)."""
    return Markup("【通知】{}\n{}").format(author, notice.text)


def copy_buttons(notice: Notice) -> Rows:
    """收到."""
    return ((Button("收到", "notices.confirm", str(notice.id)),),)


def confirmed(notice: Notice, author: str, now: datetime) -> Markup:
    """The copy after 收到."""
    return Markup("{}\n\n已确认 {}").format(copy_text(notice, author), moment(now, day_of(now)))


def already_confirmed(at: datetime, now: datetime) -> str:
    """A second tap."""
    return f"已经确认过了（{clock(at) if day_of(at) == day_of(now) else moment(at, day_of(now))}）"


def not_addressed() -> str:
    """A tap by somebody the notice was not for."""
    return "这条通知不是发给您的"


def card(progress: Progress, today: date) -> Markup:
    """The sender's count: delivered, confirmed, who has not, who could not be reached."""
    notice = progress.notice
    sent = moment(notice.sent_at, today) if notice.sent_at else ""
    lines = [
        Markup("通知 N-{:04d} {}发出：{}").format(notice.id, sent, clipped(notice.text, 30)),
        Markup("已送达{}/{}，已确认{}/{}").format(
            progress.delivered, progress.people, progress.confirmed, progress.people
        ),
    ]
    if progress.waiting:
        lines.append(Markup("未确认：{}").format(_names(progress.waiting)))
    if progress.failures:
        told = [f"{one.name}（{_reason(one.reason)}）" for one in progress.failures[:SHOWN_NAMES]]
        lines.append(Markup("送达失败{}：{}").format(len(progress.failures), listed(told)))
    return Markup("\n").join(lines)


def card_buttons(progress: Progress) -> Rows:
    """The rest may be reminded while there is a rest."""
    if not progress.waiting:
        return ()
    return ((Button("提醒未确认", "notices.nudge", str(progress.notice.id)),),)


def nudged(people: int) -> str:
    """The reminder is on its way."""
    return f"已提醒{people}人"


def nudge_refused(refusal: NudgeTooSoon, today: date) -> str:
    """Too soon, or twice already: then it is time to phone."""
    if refusal.again_at:
        return f"发出或上次提醒满2小时后才能提醒，{moment(refusal.again_at, today)}后可再点"
    return f"已提醒过2次，建议打电话：{_names(refusal.waiting)}"


def nudge_text(notice: Notice, author: str) -> Markup:
    """The notice again, saying that it is a reminder."""
    return Markup("【提醒】以下通知请确认\n{}").format(copy_text(notice, author))


def audience_name(audience: Audience) -> str:
    """全体, 饶平县, 重点帮扶镇, 队长, 上饶镇工作队."""
    if audience.kind is Kind.EVERYBODY:
        return "全体"
    if audience.kind is Kind.ROLE:
        return ROLES[Role(audience.which)]
    return f"{audience.which}工作队" if audience.kind is Kind.TEAM else audience.which


def _names(names: Sequence[str]) -> str:
    shown = listed(names[:SHOWN_NAMES])
    return f"{shown}等{len(names)}人" if len(names) > SHOWN_NAMES else shown


def _reason(reason: str) -> str:
    return next((words for sign, words in REASONS.items() if sign in reason), reason or "暂时送不到")
