"""How something about a 队长有话说 is refused: what happened, and what can be done instead."""

from datetime import date
from functools import singledispatch

from services.talks import TalkRefusal
from services.talks import refusals as why
from services.talks.asking import LONGEST, SHORTEST
from services.talks.themes import LONGEST as LONGEST_THEME
from texts.phrases import listed, moment

_PLAIN: dict[type[TalkRefusal], str] = {
    why.TalkGone: "没有这一期，或者已经撤下",
    why.ThemeLength: f"主题请写2—{LONGEST_THEME}个字",
    why.ClosesTooLate: "报名截止要在现在之后、开始之前，请改一个时间",
    why.TooManyTeams: "一期最多6个队发言，其余的队可以提问题",
    why.NotBegun: "这一期还没有开始",
    why.TurnPassed: "这一步已经办过了，以最新的卡片为准",
    why.QuestionGone: "这个问题已经撤回，或不是您提的",
    why.SupportedBefore: "已经同问过了，或者是您自己提的",
}


@singledispatch
def refused(refusal: TalkRefusal, _today: date) -> str:
    """The sentence of this refusal."""
    return _PLAIN[type(refusal)]


@refused.register
def _(refusal: why.SeveralThemes, _today: date) -> str:
    quoted = listed([f"“{part}”" for part in refusal.parts])
    return f"{quoted}像是{len(refusal.parts)}个主题。一期只谈一个，谈得透；其余的下一期再谈。请只写一个"


@refused.register
def _(refusal: why.MomentUnread, _today: date) -> str:
    return f"“{refusal.said}”没看出是今后哪一天、几点，请写成“11月30日下午3点”"


@refused.register
def _(refusal: why.NotModerator, _today: date) -> str:
    return f"这一步由本期主持人{refusal.by}操作"


@refused.register
def _(refusal: why.SignUpClosed, today: date) -> str:
    return f"报名已在{moment(refusal.at, today)}截止。可以先提问题"


@refused.register
def _(refusal: why.SeatsTaken, _today: date) -> str:
    return f"已有{len(refusal.towns)}个队报名（{listed(refusal.towns)}），满了。可以先提问题"


@refused.register
def _(refusal: why.NotInvited, _today: date) -> str:
    return f"这一期请{listed(refusal.towns)}发言。其他队可以先提问题、点同问"


@refused.register
def _(refusal: why.SignedUpBefore, _today: date) -> str:
    return f"本队已经报名，第{refusal.line}个发言"


@refused.register
def _(refusal: why.TalkOver, today: date) -> str:
    return f"这一期已在{moment(refusal.at, today)}结束"


@refused.register
def _(refusal: why.BegunBefore, today: date) -> str:
    return f"这一期已在{moment(refusal.at, today)}开始"


@refused.register
def _(refusal: why.AnotherUnderWay, _today: date) -> str:
    return f"第{refusal.talk_id}期还在进行，结束后再开始这一期"


@refused.register
def _(refusal: why.QuestionAsked, _today: date) -> str:
    return f"已经提过了，是问{refusal.number}"


@refused.register
def _(refusal: why.QuestionLength, _today: date) -> str:
    return f"这一条有{refusal.characters}字。请写{SHORTEST}—{LONGEST}字，一条一个问题"


@refused.register
def _(refusal: why.PassedOn, _today: date) -> str:
    return f"已转为问题 #{refusal.issue:03d} 请部门办理，不能撤回了"
