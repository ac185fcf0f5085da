"""How notices say no."""

from datetime import date, datetime
from functools import singledispatch

from services.clock import day_of
from services.notices import refusals
from services.notices.refusals import NoticeRefusal
from texts.notice_cards import names
from texts.phrases import clock, day, moment


def refused(refusal: NoticeRefusal, now: datetime) -> str:
    """The sentence of this refusal."""
    return _sentence(refusal, day_of(now))


@singledispatch
def _sentence(refusal: NoticeRefusal, _today: date) -> str:
    raise refusal


@_sentence.register
def _(refusal: refusals.NoticeClosed, today: date) -> str:
    notice = refusal.notice
    if notice.sent_at:
        return f"这条通知已在{moment(notice.sent_at, today)}发出"
    return "这条通知已取消" if notice.dropped_at else "这条通知还没有发出"


@_sentence.register
def _(_refusal: refusals.NoticeEmpty, _today: date) -> str:
    return "通知要有文字内容，请点〔改内容〕写几句"


@_sentence.register
def _(refusal: refusals.NoticeTooLong, _today: date) -> str:
    return f"内容有{refusal.characters}字，一条通知最多{refusal.most}字。请精简，或把全文作为文件附上"


@_sentence.register
def _(refusal: refusals.TooManyFiles, _today: date) -> str:
    return f"一条通知最多{refusal.most}个附件"


@_sentence.register
def _(_refusal: refusals.NobodyThere, _today: date) -> str:
    return "这个范围里还没有人，请换一个范围"


@_sentence.register
def _(_refusal: refusals.AudienceMissing, _today: date) -> str:
    return "还没有说发给谁，请先点〔改范围〕"


@_sentence.register
def _(_refusal: refusals.NotAddressed, _today: date) -> str:
    return "这条通知不是发给您的"


@_sentence.register
def _(refusal: refusals.AlreadyConfirmed, today: date) -> str:
    return f"已经确认过了（{clock(refusal.at) if day_of(refusal.at) == today else moment(refusal.at, today)}）"


@_sentence.register
def _(_refusal: refusals.NothingToTakeBack, _today: date) -> str:
    return "现在没有可撤回的确认"


@_sentence.register
def _(_refusal: refusals.TextCorrected, _today: date) -> str:
    return "通知已更正，请看更正后的内容再确认"


@_sentence.register
def _(_refusal: refusals.NoticeRecalled, _today: date) -> str:
    return "这条通知已由发布人撤回"


@_sentence.register
def _(refusal: refusals.CollectionClosed, today: date) -> str:
    return f"这条通知已在{moment(refusal.at, today)}结束收集，不能再回复或修改"


@_sentence.register
def _(refusal: refusals.AnswerTooLong, _today: date) -> str:
    return f"回复有{refusal.characters}字，最多{refusal.most}字，请精简后再发"


@_sentence.register
def _(refusal: refusals.NudgeTooSoon, today: date) -> str:
    if refusal.again_at:
        return f"发出或上次提醒满2小时后才能提醒，{moment(refusal.again_at, today)}后可再点"
    return f"已提醒过2次，建议打电话：{names(refusal.waiting, refusal.people)}"


@_sentence.register
def _(_refusal: refusals.NobodyWaits, _today: date) -> str:
    return "没有需要提醒的人"


@_sentence.register
def _(refusal: refusals.MomentUnread, today: date) -> str:
    if refusal.nearest is not None:
        return f"没有这一天，是{day(refusal.nearest, today)}吗？请再发一次时间"
    return "没看明白时间。可以这样说：“明早8:30”“11月25日上午9点”“2小时后”"


@_sentence.register
def _(refusal: refusals.MomentPast, today: date) -> str:
    return f"{moment(refusal.moment, today)}已过，请换一个时间"


@_sentence.register
def _(refusal: refusals.RecallTooLate, today: date) -> str:
    return f"发出已超过48小时（{moment(refusal.until, today)}止），Telegram不允许再撤回；可以用〔更正〕改内容"


@_sentence.register
def _(_refusal: refusals.NothingChanged, _today: date) -> str:
    return "和原来的内容一样，没有更正"
