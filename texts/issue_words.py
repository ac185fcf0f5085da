"""What is asked before a step that needs words, and what is said where a step is refused."""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from services.departments import DepartmentUnknown
from services.issues import (
    TABLE,
    AlreadyClaimed,
    DayPast,
    IssueRefusal,
    IssueUnknown,
    Move,
    MoveRefused,
    NotTheirMove,
    Party,
    ReasonNeeded,
    RefusedBefore,
    SameIssue,
    Shown,
    TooLateToUndo,
    TooLong,
)
from services.issues.pictures import PicturesFull
from texts import issues
from texts.phrases import day, listed, moment

PARTIES: dict[Party, str] = {
    Party.RAISER: "提出人",
    Party.DEPARTMENT: "部门",
    Party.OWNER: "办理单位",
    Party.OFFICE: "指挥部",
    Party.INSPECTOR: "督查",
    Party.CLOCK: "助手（按时）",
}
SAY = "请说要反映的问题，例如：“埔中村450亩旱地缺水，请协调打井”。不提了发“取消”"
REFUSE_TITLE, EXTEND_TITLE, DEFER_TITLE = "不属本单位", "改期限", "长期推进"
ASK_UNIT = "建议由哪个单位办理？"
ASK_REASON = "请写明理由"
ASK_DUE = "改到哪一天？例如：12月20日"
PHOTO_NOTE = "现场照片"
PHOTO_LOST = "有1张照片没有取到，请再发一次"
ASK_REVIEW = "哪一天复核？例如：3月1日"
_PROMPTS: dict[Move, str] = {
    Move.NOTE: "请发 {} 的办理进展，可以带照片；不写了发“取消”",
    Move.ANSWER: "请发对 {} 的答复：“{}”。发出后10分钟内可撤回",
    Move.PARTLY: "{} 还差什么？请用一句话说，会继续办理；不说了发“取消”",
    Move.REOPEN: "{} 为什么要重办？请用一句话说；不办了发“取消”",
    Move.DECLINE: "{} 为什么不予办理？理由会告诉提出人；不写了发“取消”",
    Move.HAND_BACK: "{} 为什么退回？由指挥部另定单位；不退了发“取消”",
    Move.REMARK: "{} 已重办。方便的话请用一句话说还缺什么；不说也可以，发“跳过”",
}


def prompt(shown: Shown, move: Move) -> Markup:
    """Asks for the words of a step."""
    return Markup("{}").format(_PROMPTS[move].format(issues.number(shown.issue.number), issues.title(shown, 60)))


def photo_taken(count: int) -> str:
    """A photo came for the last note."""
    return f"照片已归到刚才的进展，共{count}张"


def which_unit(shown: Shown) -> Markup:
    """指派: to whom."""
    return Markup("问题 <b>{}</b> 指派给哪个单位？点下面的单位，或直接发单位名称\n{}").format(
        issues.number(shown.issue.number), issues.title(shown, 100)
    )


def gone_stale() -> str:
    """A press on a number that leads nowhere."""
    return "没有找到这个问题"


def refused(refusal: IssueRefusal, today: date) -> str:
    """Every refusal of the work with problems, in one sentence."""
    say = _REFUSALS[type(refusal)] if type(refusal) in _REFUSALS else lambda _one, _today: gone_stale()
    return say(refusal, today)


def department_unknown(refusal: DepartmentUnknown) -> str:
    """A unit nobody knows."""
    return f"没有“{refusal.said}”这个单位。是不是：{listed(refusal.nearest)}？请再发一次单位名称"


def _moved(refusal: IssueRefusal, today: date) -> str:
    if not isinstance(refusal, MoveRefused):
        return gone_stale()
    state, by = issues.STATES[refusal.state], refusal.by or "助手"
    return f"{issues.number(refusal.number)} 已在{moment(refusal.at, today)}由{by}处理过：{state}，这一步不能再办"


def _claimed(refusal: IssueRefusal, today: date) -> str:
    if not isinstance(refusal, AlreadyClaimed):
        return gone_stale()
    number, when = issues.number(refusal.number), moment(refusal.at, today)
    if refusal.assigned:
        return f"{number} 已由指挥部（{refusal.by}）在{when}指定{refusal.department}办理"
    return f"{number} 已由{refusal.department}（{refusal.by}）在{when}认领"


def _not_theirs(refusal: IssueRefusal, _today: date) -> str:
    if not isinstance(refusal, NotTheirMove):
        return gone_stale()
    who = [PARTIES[party] for party in Party if party in TABLE[refusal.move].who and party is not Party.CLOCK]
    return f"{issues.STEPS[refusal.move]}由{listed(who) or '助手'}办理"


def _day_past(refusal: IssueRefusal, today: date) -> str:
    return f"{day(refusal.day, today)}不在今天之后，请另写一天" if isinstance(refusal, DayPast) else gone_stale()


def _too_long(refusal: IssueRefusal, _today: date) -> str:
    if not isinstance(refusal, TooLong):
        return gone_stale()
    return f"这段话有{refusal.characters}字，请写成{refusal.most}字以内再发一次"


def _unknown(refusal: IssueRefusal, _today: date) -> str:
    if not isinstance(refusal, IssueUnknown):
        return gone_stale()
    return f"没有找到问题 {issues.number(refusal.number)}，或它不在您能看的范围"


def _reason_needed(refusal: IssueRefusal, _today: date) -> str:
    name = issues.STEPS[refusal.move] if isinstance(refusal, ReasonNeeded) else "这一步"
    return f"{name}要写明内容，请用一句话说"


_REFUSALS: dict[type[IssueRefusal], Callable[[IssueRefusal, date], str]] = {
    MoveRefused: _moved,
    AlreadyClaimed: _claimed,
    NotTheirMove: _not_theirs,
    DayPast: _day_past,
    TooLong: _too_long,
    IssueUnknown: _unknown,
    ReasonNeeded: _reason_needed,
    SameIssue: lambda _one, _today: "不能并到这个问题里，请看问题列表里的编号",
    RefusedBefore: lambda _one, _today: "您单位已经答复过不属本单位",
    PicturesFull: lambda _one, _today: "一条进展最多9张照片，多的请写进下一条",
    TooLateToUndo: lambda _one, _today: "已超过10分钟，部门已经收到，不能撤销；办理单位会联系您",
}
