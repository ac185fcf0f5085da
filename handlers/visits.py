"""Visits in the chat: one sentence in, one card back, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from telegram import Message

from handlers import policy
from handlers.answers import Answers, Edit, Reply, Tell, Toast, Together, together
from handlers.heard import Heard
from handlers.routes import Routes
from services import access, dialogues, issues, memory, pieces, promises, visits
from services.access import Action
from services.clock import day_of
from services.pieces import Heap
from services.understanding import Kind, Understanding
from services.visits import adding, beside, finding, further, merging, sieving
from services.visits.late import late_promise
from services.visits.uses import Use, uses
from texts import refusals
from texts import visits as texts

PATIENCE = timedelta(minutes=30)
"""How long what was asked of a visit stands open."""
_DAYS_OFFERED = 3
UNDO_WORDS = ("撤销", "撤回", "撤销这条", "撤销刚才那条")
YES = ("是", "是的", "对", "对的", "嗯")
SUPERSEDED = ("visits.missing", "visits.field", "visits.promise", "visits.more")
"""What was asked of an earlier visit, and is closed by the next one that is told."""


def register(routes: Routes) -> None:
    """Commands, buttons and open questions of the visits."""
    routes.command("visits", show_visits)
    routes.press("visits.undo", undo)
    routes.press("visits.open", open_visit)
    routes.press("visits.page", turn_page)
    routes.press("visits.merge", merge)
    routes.press("visits.apart", leave_apart)
    routes.press("visits.further", record_further)
    routes.refusal(
        visits.VisitGone, lambda refusal, heard: texts.gone(refusal.undone_at, refusal.merged_into, heard.today)
    )
    routes.refusal(visits.TooLateToUndo, lambda refusal, heard: texts.too_late(refusal.visit, heard.today))
    routes.refusal(visits.DateAhead, lambda refusal, heard: texts.date_ahead(refusal.day, heard.today))
    routes.refusal(visits.NothingSaid, lambda *_: texts.nothing_said())
    routes.refusal(visits.TooLong, lambda refusal, _: texts.too_long(refusal.characters, refusal.most))
    routes.refusal(merging.SameVisit, lambda *_: refusals.STALE)
    routes.refusal(visits.NoTeam, lambda *_: refusals.no_team())


@dataclass(frozen=True)
class Told:
    """A visit just recorded, the note it was recorded from, and what was asked of us in the same message."""

    heard: Heard
    visit: visits.Visit
    note: Understanding
    asked: Sequence[str] = ()


def tells(heard: Heard) -> bool:
    """Whether the words tell of a visit, be it beside a question."""
    return heard.understood.kind is Kind.VISIT or _parted(heard) is not None


def hear_visit(heard: Heard) -> Together:
    """One sentence about a visit becomes a row and a confirmation; what is missing is asked in the same reply.

    A question to us in the same message is answered beside the card.
    """
    note, asked = _noted(heard)
    visit = visits.record(heard.session, heard.speaker, note, heard.source, heard.said_at, heard.now)
    return together(say_back, Told(heard, visit, note, asked))


def _noted(heard: Heard) -> tuple[Understanding, Sequence[str]]:
    """The visit as understood, without what was asked of us; all words are kept as said."""
    parts = _parted(heard)
    if parts is None:
        return heard.understood, ()
    return replace(heard.read(parts.told), said=heard.words), parts.asked


def _parted(heard: Heard) -> beside.Parted | None:
    return beside.parted(heard.words, heard.read, lambda words: policy.knows_of(heard, words))


def say_back(told: Sequence[Told]) -> list[Answers]:
    """The cards of visits just recorded, with what arrived for each before and what is still to be asked."""
    session, book = told[0].heard.session, told[0].heard.knowledge.duties
    waited_for = pieces.waited_for(session, [one.heard.speaker.telegram_id for one in told])
    heaps = [_gathered(one) if one.heard.speaker.telegram_id in waited_for else Heap(()) for one in told]
    recorded = [one.visit for one in told]
    twins, used = merging.twins(session, recorded), uses(session, recorded, book)
    return [
        (_card_of(one, heap, twins.get(one.visit.id), used[one.visit.id]), *_answers(one))
        for one, heap in zip(told, heaps, strict=True)
    ]  # fmt: skip


def _answers(told: Told) -> list[Reply]:
    return [policy.answer_beside(told.heard, words) for words in told.asked]


def _gathered(told: Told) -> Heap:
    message = told.heard.message
    album = message.media_group_id if isinstance(message, Message) else None
    return pieces.gather(told.heard.session, told.visit, told.heard.speaker.telegram_id, album)


def _card_of(told: Told, heap: Heap, twin: merging.Record | None, used: Sequence[Use]) -> Reply:
    heard, visit, note = told.heard, told.visit, told.note
    wrong = note.impossible[0] if note.impossible and visit.day_open else None
    late = _late_promise(visit, note)
    card = texts.Card(
        visit=visit,
        heap=heap,
        memory=_memory(heard, visit),
        twin=twin,
        uses=used,
        villages=_villages(heard, visit, note),
        wrong_day=wrong.text if wrong else None,
        days=_days(visit, note),
        forwarded_from=heard.forwarded_from,
        other_town=_other_town(heard, note),
        unknown_village=note.village_said if visit.village is None and not note.village_candidates else None,
        further=note.more_villages if visit.village else (),
        late_promise=late.what if late else None,
    )
    if heard.asked and heard.asked.topic in SUPERSEDED:
        dialogues.close(heard.session, heard.speaker.telegram_id)
    ask_missing(heard, visit, card.days[0] if wrong and card.days else None)
    if late and not is_incomplete(visit):
        facts = {"promise_id": late.id}
        dialogues.ask(heard.session, heard.speaker.telegram_id, "visits.promise", heard.now, PATIENCE, **facts)
    return Reply(texts.recorded(card, heard.now), texts.after_recording(card))


def _villages(heard: Heard, visit: visits.Visit, note: Understanding) -> Sequence[str]:
    """Which it may be; where none is named, that of the visit just told."""
    if visit.village is not None or note.village_candidates or note.village_said:
        return [village.name for village in note.village_candidates]
    before = adding.village_before(heard.session, visit)
    return [before] if before else ()


def hear_edit(heard: Heard) -> Reply | None:
    """The person changed the message a visit came from: the record follows; None when it came from elsewhere."""
    note, _ = _noted(heard)
    followed = visits.correct(heard.session, heard.speaker, heard.source, note, heard.now)
    if followed is None:
        return None
    visit = followed.visit
    if note.kind is not Kind.VISIT:
        return Reply(texts.not_corrected(visit), texts.after_recording(bare(heard, visit)))
    return Reply(
        texts.corrected(visit, heard.now, restored=followed.restored), texts.after_recording(bare(heard, visit))
    )


def show_visits(heard: Heard) -> Reply:
    """The first page of what this person may see, narrowed by what follows the command."""
    sieve = sieving.read(heard.session, heard.speaker, heard.fact, heard.today, heard.knowledge.places)
    page = visits.page(heard.session, heard.speaker, 1, sieve)
    if not page.total:
        return Reply(texts.nothing_found(heard.fact) if heard.fact else texts.nothing_yet())
    return Reply(texts.listing(page, heard.today), texts.listing_buttons(page, finding.code_of(sieve)))


def turn_page(heard: Heard) -> Edit:
    """Another page in the same message."""
    number, _, code = heard.fact.partition(",")
    page = visits.page(heard.session, heard.speaker, int(number), finding.sieve_of(code))
    return Edit(texts.listing(page, heard.today), texts.listing_buttons(page, code))


def open_visit(heard: Heard) -> Edit:
    """One record whole, in the same message."""
    return shown(heard, visits.find(heard.session, heard.speaker, int(heard.fact)))


def shown(heard: Heard, visit: visits.Visit) -> Edit:
    """The record in place of what was pressed."""
    captain = access.allows(heard.speaker, Action.LOOK_AT_VISIT, heard.speaker.team)
    issue = issues.of_visit(heard.session, visit.id)
    return Edit(texts.card(visit, heard.now, issue), texts.card_buttons(visit, captain=captain, issue=issue))


def undo(heard: Heard) -> Answers:
    """The record is taken back and the card says so."""
    issues.forget_visit(heard.session, heard.speaker, int(heard.fact), heard.now)
    visit = visits.undo(heard.session, heard.speaker, int(heard.fact), heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.undone(visit, heard.today)), Toast(texts.undone(visit, heard.today).striptags())


def undo_latest(heard: Heard) -> Answers:
    """撤销, typed: the visit whose card was the last; where that one is undone already, none of those before it."""
    visit = visits.last_touched(heard.session, heard.speaker, heard.now - visits.UNDO_WITHIN)
    if visit is None:
        return Reply(texts.nothing_to_undo())
    if visit.undone_at is not None:
        return Reply(texts.undone_before(visit, heard.today))
    return take_back(heard, visit.id)


def last_of(heard: Heard) -> visits.Visit | None:
    """The visit the last card of the ten minutes was about; None where it is undone."""
    visit = visits.last_touched(heard.session, heard.speaker, heard.now - visits.UNDO_WITHIN)
    return visit if visit is not None and visit.undone_at is None else None


def take_back(heard: Heard, visit_id: int) -> Reply:
    """The record is taken back by words."""
    visit = visits.undo(heard.session, heard.speaker, visit_id, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.undone(visit, heard.today))


def merge(heard: Heard) -> Answers:
    """Two records of one visit become one."""
    number, _, into = heard.fact.partition(",")
    visit = merging.merge(heard.session, heard.speaker, int(number), int(into), heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    edit = Edit(texts.merged(visit, int(number), heard.now), texts.after_recording(bare(heard, visit)))
    return (edit, *_tell_author(heard, visit, int(number)))


def leave_apart(heard: Heard) -> Edit:
    """They are two visits; the question goes."""
    visit = visits.find(heard.session, heard.speaker, int(heard.fact), visits.CORRECT)
    card = bare(heard, visit)
    return Edit(texts.recorded(card, heard.now), texts.after_recording(card))


def _tell_author(heard: Heard, visit: visits.Visit, merged: int) -> Sequence[Tell]:
    """Whose record it was hears what came to stand in it."""
    chat = visits.chat_of_author(heard.session, visit)
    if visit.author_id == heard.speaker.member_id or chat is None:
        return ()
    text = texts.told_of_merge(visit, merged, heard.speaker.name, heard.today)
    return [Tell(chat, f"visits.merged:{merged}", text, rests=True)]


def ask_missing(heard: Heard, visit: visits.Visit, nearest: date | None) -> None:
    """The next plain words say the village or the day, where either is open; `nearest` answers 是."""
    if is_incomplete(visit):
        facts = {"visit_id": visit.id, "nearest": nearest.isoformat() if nearest else ""}
        dialogues.ask(heard.session, heard.speaker.telegram_id, "visits.missing", heard.now, PATIENCE, **facts)


def is_incomplete(visit: visits.Visit) -> bool:
    """The village or the day is still open."""
    return visit.village is None or visit.day_open


def _late_promise(visit: visits.Visit, note: Understanding) -> promises.Promise | None:
    """What was promised for a day that had gone by when it was told; which day was meant is to be asked."""
    late = late_promise(note, day_of(visit.told_at)) if note.promises else None
    return next((one for one in visit.promises if one.what == late and one.due_on is None), None) if late else None


def record_further(heard: Heard) -> Answers:
    """补记埔坪村: what the message also told of another village becomes a visit of its own."""
    number, _, village = heard.fact.partition(",")
    places = heard.knowledge.places
    visit, note = further.record_further(
        heard.session, heard.speaker, int(number), str(village), places, heard.now
    )  # fmt: skip
    if note is None:
        return Toast(texts.recorded_before(visit))
    return say_back([Told(heard, visit, note)])[0]


def bare(heard: Heard, visit: visits.Visit) -> texts.Card:
    """The visit with its pieces, and the days that may be meant where that is open."""
    heap = pieces.of_visit(heard.session, visit.id)
    return texts.Card(visit, heap, days=_days(visit, None))


def _other_town(heard: Heard, note: Understanding) -> str | None:
    """The town of a village that is none of the team's own."""
    own = heard.speaker.team.town if heard.speaker.team else None
    return note.village_town if note.village_town != own else None


def _memory(heard: Heard, visit: visits.Visit) -> memory.Memory | None:
    return memory.recall(heard.session, heard.speaker, visit.home, visit.village, visit) if visit.home else None


def _days(visit: visits.Visit, note: Understanding | None) -> Sequence[date]:
    """Days to choose from: the one nearest to an impossible day, unless it is still to come, else the last few."""
    said_on = day_of(visit.told_at)
    if not visit.day_open:
        return ()
    if note is not None and note.impossible:
        nearest = visits.nearest_day(note, said_on)
        return (nearest,) if nearest else ()
    return [said_on - timedelta(days=back) for back in range(1, _DAYS_OFFERED + 1)]
