"""How the assistant says how it is doing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from markupsafe import Markup

from services.backlog import Parked
from services.clock import day_of
from services.status import Gaps, Status
from texts import phrases

_BACKUP_DUE = timedelta(hours=36)
_NAMED = 5
_LEAST_FREE_BYTES = 1_000_000_000


def status(found: Status, started_at: datetime, now: datetime) -> Markup:
    """At most eight lines; what was given up, and the self-check, folded below."""
    today = day_of(now)
    lines = [
        Markup("<b>助手状态</b>（{}）").format(phrases.moment(now, today)),
        Markup("已运行{}").format(_lasting(now - started_at)),
        _queue(found, today),
        _failure(found, today),
        _backup(found, now),
        _calendar(found),
        Markup("知识库第{}版，{}个条目").format(found.edition, found.entries),
        _disk(found.free_bytes),
    ]
    folded = Markup("\n").join([*_parked(found.parked, today), *_gaps(found.gaps)])
    return Markup("{}\n<blockquote expandable>{}</blockquote>").format(Markup("\n").join(lines), folded)


def _lasting(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days}天{hours}小时"
    return f"{hours}小时{minutes % 60}分钟" if hours else f"{minutes}分钟"


def _queue(found: Status, today: date) -> Markup:
    left = found.backlog
    oldest = f"（最早{phrases.moment(left.oldest_due_at, today)}）" if left.oldest_due_at else ""
    return Markup("待处理{}条，待发{}条{}，在途{}条，放弃{}条").format(
        found.unhandled, left.waiting, oldest, left.on_the_way, left.parked
    )


def _failure(found: Status, today: date) -> Markup:
    if found.failure is None:
        return Markup("最近没有处理失败")
    return Markup("最近一次失败：{}，编号 {}").format(phrases.moment(found.failure.at, today), found.failure.code)


def _backup(found: Status, now: datetime) -> Markup:
    if found.backup is None:
        return Markup("还没有备份，每天凌晨2点半后自动备份")
    late = "，已超过一天，请检查" if now - found.backup.at > _BACKUP_DUE else ""
    return Markup("上次备份：{}{}").format(phrases.moment(found.backup.at, day_of(now)), late)


def _calendar(found: Status) -> Markup:
    if not found.year_ends:
        return Markup("放假安排到{}年").format(found.last_year)
    return Markup("放假安排只到{}年，{}年的公布后请用 /holidays 导入").format(found.last_year, found.last_year + 1)


def _disk(free: int) -> Markup:
    mend = "，请清理" if free < _LEAST_FREE_BYTES else ""
    return Markup("磁盘还剩{:.1f}GB{}").format(free / 1_000_000_000, mend)


def _parked(parked: Sequence[Parked], today: date) -> list[Markup]:
    return [
        Markup("放弃：{} {}（{}），试了{}次：{}").format(
            phrases.moment(one.parked_at, today), one.occasion, one.chat_id, one.attempts, one.reason
        )
        for one in parked
    ]


def _gaps(gaps: Gaps) -> list[Markup]:
    lines = []
    if gaps.captainless:
        named = phrases.listed(gaps.captainless[:_NAMED]) + ("等" if len(gaps.captainless) > _NAMED else "")
        lines.append(Markup("{}个镇（街、场）没有队长：{}").format(len(gaps.captainless), named))
    if gaps.unopened:
        lines.append(Markup("{}人还没点开邀请链接").format(gaps.unopened))
    if gaps.expired:
        lines.append(Markup("{}个知识条目已过有效期，答复时会先说明").format(gaps.expired))
    return [Markup("自检：") if lines else Markup("自检：没有发现问题"), *lines]
