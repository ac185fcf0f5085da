"""What the sender of a notice sees after it went out: the card, who is missing, changes, the list of all."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from services.notices import Asks, Notice, Progress, may_nudge, may_phone
from services.notices.history import Page, Sent
from services.notices.inviting import Invited
from services.notices.nudging import Nudged
from services.notices.progress import Failure, Undone
from texts.buttons import Button, Rows, rows, turning
from texts.notices import number
from texts.phrases import clipped, listed, moment

REASONS = {
    "blocked": "已停用机器人",
    "initiate": "从未打开机器人",
    "not joined": "还没有加入",
    "deactivated": "账号已注销",
    "chat not found": "从未打开机器人",
    "outcome unknown": "不确定是否送到",
    "message to delete not found": "对方已自行删除",
    "message to edit not found": "对方已自行删除",
    "can't be deleted": "超过48小时，Telegram不允许",
    "can't be edited": "Telegram不允许修改",
}
MOST_PHONED = 30


def card(progress: Progress, today: date) -> Markup:
    """The sender's count: delivered, confirmed, who has not, who could not be reached."""
    notice = progress.notice
    when = moment(notice.sent_at, today) if notice.sent_at else ""
    head = Markup("通知 {} {}发出：{}").format(number(notice), when, clipped(notice.text, 30))
    return Markup("\n").join([head, *_counts(progress), *_changes(progress, today)])


def card_buttons(progress: Progress) -> Rows:
    """What can be done with the notice as it stands."""
    notice, fact = progress.notice, str(progress.notice.id)
    if notice.recalled_at is not None:
        return ()
    first: list[Button] = []
    if progress.waiting_count and may_nudge(notice):
        first.append(Button("提醒未确认", "notices.nudge", fact))
    if progress.waiting_count and may_phone(notice):
        first.append(Button("电话名单", "notices.phones", fact))
    if progress.failure_count:
        first.append(Button("送达失败", "notices.failures", fact))
    second = [Button("更正", "notices.correct", fact), Button("撤回", "notices.recall", fact)]
    third = [Button("导出表格", "notices.table", fact)]
    if notice.asks == Asks.REPLY and notice.closed_at is None:
        third.append(Button("结束收集", "notices.close", fact))
    return tuple(tuple(row) for row in (first, second, third) if row)


def nudged(done: Nudged, now: datetime, today: date) -> str:
    """The reminder is on its way, or waits for working hours; whose day is full hears it on the next."""
    when = f"现在是休息时间，将在{moment(done.at, today)}提醒" if done.at > now else "已提醒"
    said = [f"{when}{done.people}人"] if done.people or not done.later else []
    said += [f"{done.later}人今天的提醒已满，{moment(done.later_at, today)}送达"] if done.later else []
    return "，".join(said)


def phones(found: Sequence[tuple[str, str, str | None]], people: int) -> Markup:
    """Names and phones of colleagues who have not answered two reminders; for the sender alone."""
    lines = [
        Markup("{}{} {}").format(name, f"（{town}）" if town else "", phone or "没有登记电话")
        for name, town, phone in found
    ]
    rest = [Markup("……共{}人，全部名单请点〔导出表格〕").format(people)] if people > len(found) else []
    return Markup("\n").join(
        [Markup("已提醒过2次，建议打电话（共{}人，仅供您联系使用）：").format(people), *lines, *rest]
    )


def failed(found: Sequence[Failure], people: int) -> Markup:
    """Whom it could not reach, by team, with the reason."""
    by_town: dict[str, list[str]] = {}
    for one in found:
        by_town.setdefault(one.town or "未编队", []).append(f"{one.name}（{reason(one.reason)}）")
    lines = [Markup("{}：{}").format(town, listed(names)) for town, names in by_town.items()]
    rest = [Markup("……共{}人，全部名单请点〔导出表格〕").format(people)] if people > len(found) else []
    return Markup("\n").join([Markup("送达失败{}人：").format(people), *lines, *rest])


def failed_buttons(notice: Notice) -> Rows:
    """New links for them."""
    return ((Button("生成邀请链接", "notices.invite", str(notice.id)),),)


def invited(found: Sequence[Invited], address: str, people: int, today: date) -> Markup:
    """One personal link each, to be handed on by other means."""
    lines = [
        Markup("{}（{}）{}{}").format(one.failure.name, one.failure.town or "未编队", address, one.link.word)
        for one in found
    ]
    until = moment(found[0].link.expires_at, today) if found else ""
    rest = [Markup("另有{}人，请分批生成").format(people - len(found))] if people > len(found) else []
    return Markup("\n").join([Markup("请把链接分别发给本人，每条只能用一次，{}前有效：").format(until), *lines, *rest])


def nobody_failed() -> str:
    """Everybody was reached meanwhile."""
    return "没有送达失败的人"


def ask_correction(notice: Notice) -> Markup:
    """The corrected words."""
    return Markup("请发通知 {} 更正后的全文；不改了发“取消”").format(number(notice))


def correction(notice: Notice, text: str, progress: Progress) -> Markup:
    """What a correction does, before it is done."""
    what = "回复" if notice.asks == Asks.REPLY else "确认"
    void = f"已有的{progress.confirmed}份{what}作废，需重新{what}。" if progress.confirmed else ""
    return Markup("将更正{}人收到的通知 {}，并告诉每个人。{}\n\n更正后：\n{}").format(
        progress.delivered, number(notice), void, text
    )


def correction_buttons(notice: Notice) -> Rows:
    """Yes or no."""
    return ((Button("确认更正", "notices.corrected", str(notice.id)), Button("取消", "notices.keep", str(notice.id))),)


def corrected(notice: Notice) -> Markup:
    """It is on its way to every copy."""
    return Markup("正在更正通知 {}，结果看卡片").format(number(notice))


def ask_recall(notice: Notice, progress: Progress) -> Markup:
    """What a recall does and cannot do."""
    return Markup(
        "撤回通知 {}：从{}人的聊天里删掉，还没送出的不再送。"
        "Telegram只让删48小时以内的消息；已经看过、截屏或转发的收不回来"
    ).format(number(notice), progress.delivered)


def recall_buttons(notice: Notice) -> Rows:
    """Yes or no."""
    return ((Button("确认撤回", "notices.recalled", str(notice.id)), Button("取消", "notices.keep", str(notice.id))),)


def recalled(notice: Notice) -> Markup:
    """It is being deleted."""
    return Markup("正在撤回通知 {}，结果看卡片").format(number(notice))


def kept() -> str:
    """Nothing was changed."""
    return "没有改动"


def closed(notice: Notice) -> str:
    """No more answers."""
    return f"已结束收集 {number(notice)}"


def making_table() -> str:
    """The table is made."""
    return "正在生成，约30秒，好了发给您"


def table_failed() -> str:
    """It could not be made."""
    return "表格没有生成，请稍后再点〔导出表格〕"


def too_many_rows() -> str:
    """More people than one table is made for."""
    return "人数超过2万，一张表放不下，请按县区分别发通知"


def file_name(notice: Notice) -> str:
    """What the table is called."""
    return f"通知{number(notice)}{'回复' if notice.asks == Asks.REPLY else '回执'}.xlsx"


def history(page: Page, waiting: Sequence[Notice], today: date) -> Markup:
    """The sender's notices with their figures, those that wait for their moment first."""
    lines = [
        Markup("定时 {} {}发出：{}").format(number(one), moment(one.send_at, today), clipped(one.text, 20))
        for one in waiting
        if one.send_at is not None
    ]
    lines += [_line(one, today) for one in page.notices]
    if not lines:
        return Markup("还没有发过通知。发 /notice 开始")
    return Markup("\n").join([Markup("您发的通知，第{}/{}页：").format(page.number, page.pages), *lines])


def history_buttons(page: Page, waiting: Sequence[Notice]) -> Rows:
    """One button a notice."""
    planned = (Button(f"定时 {number(one)}", "notices.preview", str(one.id)) for one in waiting)
    sent = (Button(number(one.notice), "notices.open", str(one.notice.id)) for one in page.notices)
    turns = turning("notices.page", page.number, page.pages)
    return (*rows(*planned, *sent), *((turns,) if turns else ()))


def reason(said: str) -> str:
    """Why somebody could not be reached, in people's words."""
    return next((words for sign, words in REASONS.items() if sign in said.lower()), said or "暂时送不到")


def names(shown: Sequence[str], people: int) -> str:
    """The first few of so many."""
    return f"{listed(shown)}等{people}人" if people > len(shown) else listed(shown)


def _counts(progress: Progress) -> list[Markup]:
    notice, people = progress.notice, progress.people
    word = "已回复" if notice.asks == Asks.REPLY else "已确认"
    asked = "" if notice.asks == Asks.NOTE else f"，{word}{progress.confirmed}/{people}"
    lines = [Markup("已送达{}/{}{}").format(progress.delivered, people, asked)]
    if progress.waiting and notice.asks != Asks.NOTE:
        lines.append(Markup("未{}：{}").format(word[1:], names(progress.waiting, progress.waiting_count)))
    if progress.failures:
        told = [f"{one.name}（{reason(one.reason)}）" for one in progress.failures]
        lines.append(Markup("送达失败{}：{}").format(progress.failure_count, names(told, progress.failure_count)))
    return lines


def _changes(progress: Progress, today: date) -> list[Markup]:
    notice, lines = progress.notice, []
    if notice.corrected_at is not None:
        lines.append(_undone(f"{moment(notice.corrected_at, today)}更正：已改", progress.corrections))
    if notice.closed_at is not None:
        lines.append(Markup("{}结束收集").format(moment(notice.closed_at, today)))
    if notice.recalled_at is not None:
        lines.append(_undone(f"{moment(notice.recalled_at, today)}撤回：已删", progress.recalls))
    return lines


def _undone(said: str, undone: Undone) -> Markup:
    by_reason: dict[str, int] = {}
    for why, people in undone.reasons:
        by_reason[reason(why)] = by_reason.get(reason(why), 0) + people
    lost = listed([f"{why}{people}条" for why, people in by_reason.items()])
    told = Markup("；没有办到{}条：{}").format(sum(by_reason.values()), lost) if by_reason else Markup("")
    return Markup("{}{}/{}条{}").format(said, undone.done, undone.wanted, told)


def _line(one: Sent, today: date) -> Markup:
    notice = one.notice
    when = moment(notice.sent_at, today) if notice.sent_at else ""
    asked = (
        "仅需知晓"
        if notice.asks == Asks.NOTE
        else f"{'已回复' if notice.asks == Asks.REPLY else '已确认'}{one.confirmed}/{one.people}"
    )
    state = "已撤回" if notice.recalled_at else asked
    return Markup("{} {} {}（{}）").format(number(notice), when, clipped(notice.text, 20), state)
