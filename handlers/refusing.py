"""Every refusal of the work finds its words here; a press gets a toast, words get a reply."""

from functools import singledispatch

from handlers.answers import Answers, Reply, Toast
from handlers.duty_plans import AnswerUnfit
from handlers.heard import Heard
from services import (
    amending,
    answering,
    consultations,
    diary,
    duties,
    editions,
    feedback,
    forms,
    highlights,
    joining,
    learning,
    notices,
    people,
    periods,
    pieces,
    plans,
    promises,
    questions,
    uploads,
    visits,
)
from services.access import NotAllowed
from services.leave import LeaveRefusal
from services.talks import TalkRefusal
from services.visits import merging, sieving
from services.work import WorkError
from services.year_table import TableRefusal
from texts import diary as diary_texts
from texts import duties as duty_texts
from texts import editions as edition_texts
from texts import feedback as feedback_texts
from texts import forms as form_texts
from texts import highlights as highlight_texts
from texts import joining as joining_texts
from texts import learning as learning_texts
from texts import leave as leave_texts
from texts import notices as notice_texts
from texts import pieces as piece_texts
from texts import plans as plan_texts
from texts import promises as promise_texts
from texts import questions as question_texts
from texts import refusals, talk_refusals
from texts import uploads as upload_texts
from texts import visits as visit_texts
from texts import year_table as table_texts


def refuse(heard: Heard, refusal: WorkError) -> Answers:
    """The sentence of this refusal, as a box over the button or as a reply."""
    text = _sentence(refusal, heard)
    if heard.update.callback_query is not None:
        return Toast(str(getattr(text, "striptags", lambda: text)()), alert=True)
    return Reply(text)


@singledispatch
def _sentence(refusal: WorkError, _heard: Heard) -> str:
    raise refusal


@_sentence.register
def _(refusal: NotAllowed, heard: Heard) -> str:
    if heard.speaker.is_stranger:
        return refusals.not_allowed(refusal, [])
    team = refusal.team or heard.speaker.team
    names = [one.name for role in refusal.named for one in people.holders(heard.session, role, team)]
    return refusals.not_allowed(refusal, list(dict.fromkeys(names))[:3])


@_sentence.register
def _(refusal: visits.VisitGone, heard: Heard) -> str:
    return visit_texts.gone(refusal.undone_at, refusal.merged_into, heard.today)


@_sentence.register
def _(refusal: visits.TooLateToUndo, heard: Heard) -> str:
    return visit_texts.too_late(refusal.visit, heard.today)


@_sentence.register
def _(refusal: visits.DateAhead, heard: Heard) -> str:
    return visit_texts.date_ahead(refusal.day, heard.today)


@_sentence.register
def _(_refusal: visits.NothingSaid, _heard: Heard) -> str:
    return visit_texts.nothing_said()


@_sentence.register
def _(refusal: visits.TooLong, _heard: Heard) -> str:
    return visit_texts.too_long(refusal.characters, refusal.most)


@_sentence.register
def _(refusal: forms.FormEnded, heard: Heard) -> str:
    return form_texts.ended(refusal.ended_at, heard.today)


@_sentence.register
def _(refusal: forms.StepPassed, _heard: Heard) -> str:
    return form_texts.passed(refusal.standing.number, refusal.standing.count)


@_sentence.register
def _(_refusal: forms.StepNeeded, _heard: Heard) -> str:
    return form_texts.needed()


@_sentence.register
def _(refusal: promises.PromiseClosed, heard: Heard) -> str:
    return promise_texts.closed(refusal.told_at, heard.today)


@_sentence.register
def _(_refusal: plans.PlanGone, _heard: Heard) -> str:
    return plan_texts.gone()


@_sentence.register
def _(_refusal: merging.SameVisit, _heard: Heard) -> str:
    return refusals.STALE


@_sentence.register
def _(refusal: periods.PeriodUnread, _heard: Heard) -> str:
    return diary_texts.period_unread(refusal.said)


@_sentence.register
def _(refusal: sieving.SieveUnread, _heard: Heard) -> str:
    return diary_texts.sieve_unread(refusal.said)


@_sentence.register
def _(_refusal: diary.FormatUnread, _heard: Heard) -> str:
    return diary_texts.format_unread()


@_sentence.register
def _(refusal: pieces.TooBig, _heard: Heard) -> str:
    return piece_texts.too_big(refusal.size)


@_sentence.register
def _(refusal: pieces.WrongType, _heard: Heard) -> str:
    return piece_texts.wrong_type(refusal.name)


@_sentence.register
def _(_refusal: pieces.LiveLocation, _heard: Heard) -> str:
    return piece_texts.live_location()


@_sentence.register
def _(_refusal: pieces.PhotosFull, _heard: Heard) -> str:
    return piece_texts.photos_full()


@_sentence.register
def _(refusal: people.TeamUnknown, heard: Heard) -> str:
    return refusals.town_unknown(refusal.town, heard.knowledge.places.nearest_towns(refusal.town)[:3])


@_sentence.register
def _(refusal: duties.DutyRefusal, heard: Heard) -> str:
    return duty_texts.refused(refusal, heard.today)


@_sentence.register
def _(refusal: AnswerUnfit, _heard: Heard) -> str:
    return refusal.why


@_sentence.register
def _(refusal: LeaveRefusal, heard: Heard) -> str:
    return leave_texts.refused(refusal, heard.today)


@_sentence.register
def _(refusal: TableRefusal, _heard: Heard) -> str:
    return table_texts.refused(refusal)


@_sentence.register
def _(refusal: amending.DateUnread, heard: Heard) -> str:
    return visit_texts.date_unread(refusal.said, refusal.nearest, heard.today)


@_sentence.register
def _(refusal: amending.CountUnread, _heard: Heard) -> str:
    return visit_texts.count_unread(refusal.said)


@_sentence.register
def _(refusal: amending.VillageUnknown, _heard: Heard) -> str:
    return visit_texts.village_unknown(refusal.said, refusal.town, refusal.nearest)


@_sentence.register
def _(_refusal: visits.NoTeam, _heard: Heard) -> str:
    return refusals.no_team()


@_sentence.register
def _(_refusal: consultations.TooManyQuestions, _heard: Heard) -> str:
    return refusals.strangers_limit()


@_sentence.register
def _(_refusal: consultations.NotTheirs, _heard: Heard) -> str:
    return refusals.STALE


@_sentence.register
def _(refusal: questions.QuestionAnswered, heard: Heard) -> str:
    return question_texts.answered_before(refusal.answer, heard.now)


@_sentence.register
def _(_refusal: questions.QuestionUnknown, _heard: Heard) -> str:
    return question_texts.unknown()


@_sentence.register
def _(refusal: editions.KnowledgeRefused, _heard: Heard) -> str:
    return edition_texts.refused(refusal.complaints)


@_sentence.register
def _(_refusal: editions.NothingChanges, _heard: Heard) -> str:
    return edition_texts.nothing_changes()


@_sentence.register
def _(_refusal: editions.EditionUnknown, _heard: Heard) -> str:
    return edition_texts.unknown()


@_sentence.register
def _(refusal: learning.DecidedBefore, heard: Heard) -> str:
    return learning_texts.decided_before(refusal, heard.now)


@_sentence.register
def _(_refusal: learning.ProposalGone, _heard: Heard) -> str:
    return learning_texts.gone()


@_sentence.register
def _(refusal: uploads.FileTooBig, _heard: Heard) -> str:
    return upload_texts.too_big(refusal.size)


@_sentence.register
def _(refusal: uploads.UploadEnded, _heard: Heard) -> str:
    return upload_texts.ended(refusal)


@_sentence.register
def _(_refusal: uploads.UploadUnknown, _heard: Heard) -> str:
    return upload_texts.unknown()


@_sentence.register
def _(refusal: feedback.LetterTooLong, _heard: Heard) -> str:
    return feedback_texts.too_long(refusal.characters)


@_sentence.register
def _(refusal: feedback.LetterAnswered, heard: Heard) -> str:
    return feedback_texts.answered_before(refusal, heard.now)


@_sentence.register
def _(_refusal: feedback.LetterGone, _heard: Heard) -> str:
    return feedback_texts.gone()


@_sentence.register
def _(refusal: answering.AnswerTooLong, _heard: Heard) -> str:
    return question_texts.too_long(refusal.characters, answering.LONGEST)


@_sentence.register
def _(refusal: joining.AlreadyDecided, heard: Heard) -> str:
    return joining_texts.already_decided(refusal, heard.now)


@_sentence.register
def _(refusal: joining.LinkUnusable, _heard: Heard) -> str:
    return joining_texts.link_unusable(refusal.why)


@_sentence.register
def _(refusal: joining.AlreadySomebody, _heard: Heard) -> str:
    return joining_texts.already_somebody(refusal)


@_sentence.register
def _(refusal: joining.NotTheirsToGive, _heard: Heard) -> str:
    return joining_texts.not_theirs_to_give(refusal.role)


@_sentence.register
def _(refusal: notices.NoticeClosed, heard: Heard) -> str:
    return notice_texts.closed(refusal.notice, heard.today)


@_sentence.register
def _(_refusal: notices.NobodyThere, _heard: Heard) -> str:
    return notice_texts.nobody()


@_sentence.register
def _(refusal: notices.AlreadyConfirmed, heard: Heard) -> str:
    return notice_texts.already_confirmed(refusal.at, heard.now)


@_sentence.register
def _(_refusal: notices.NotAddressed, _heard: Heard) -> str:
    return notice_texts.not_addressed()


@_sentence.register
def _(refusal: notices.NudgeTooSoon, heard: Heard) -> str:
    return notice_texts.nudge_refused(refusal, heard.today)


@_sentence.register
def _(refusal: TalkRefusal, heard: Heard) -> str:
    return talk_refusals.refused(refusal, heard.today)


@_sentence.register
def _(refusal: highlights.TooManyWords, _heard: Heard) -> str:
    return highlight_texts.too_many_words(refusal.left)


@_sentence.register
def _(_refusal: highlights.TooManyPhotos, _heard: Heard) -> str:
    return highlight_texts.photos_full()


@_sentence.register
def _(refusal: highlights.CommentLength, _heard: Heard) -> str:
    return highlight_texts.comment_length(refusal.characters)


@_sentence.register
def _(_refusal: highlights.HighlightGone, _heard: Heard) -> str:
    return highlight_texts.gone()


@_sentence.register
def _(_refusal: highlights.TooLateToUndo, _heard: Heard) -> str:
    return highlight_texts.too_late()
