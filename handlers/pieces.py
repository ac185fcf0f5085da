"""Photos, voice messages, files and places in the chat: taken at once, told of once nothing more comes."""

from telegram import Message
from telegram.ext import filters

from handlers import free_talk, highlights, issue_words, notice_offers, policy, visits
from handlers.answers import Answers, Edit, Reply, Telling
from handlers.due import Due
from handlers.errands import Task, fetching
from handlers.heard import Heard
from handlers.routes import Routes
from services import access, cabinet, pieces
from services.access import Action
from services.cabinet import Kept
from services.pieces import Kind, LiveLocation, Sent
from services.understanding import Kind as Said
from services.visits import bursts
from texts import pieces as texts

_PICTURES = ("image/jpeg", "image/png", "image/webp")
_MOST_RECENT = 3


def register(routes: Routes) -> None:
    """What is no words, its buttons, what is said later, and how files are fetched."""
    sent = filters.PHOTO | filters.VOICE | filters.Document.ALL | filters.LOCATION
    routes.messages(sent & filters.ChatType.PRIVATE, hear)
    routes.press("pieces.put", put)
    routes.press("pieces.off", take_off)
    routes.press("pieces.drop", drop)
    routes.press("pieces.join", join)
    routes.occasion(pieces.NOTE, say_note)
    routes.errand("pieces.photo", fetching(cabinet.keep_picture, keep, lose))
    routes.errand("pieces.voice", fetching(cabinet.keep_voice, keep, lose))
    routes.errand("pieces.document", fetching(cabinet.keep_document, keep, lose))
    routes.refusal(pieces.TooBig, lambda refusal, _: texts.too_big(refusal.size))
    routes.refusal(pieces.WrongType, lambda refusal, _: texts.wrong_type(refusal.name))
    routes.refusal(pieces.LiveLocation, lambda *_: texts.live_location())
    routes.refusal(pieces.PhotosFull, lambda *_: texts.photos_full())


def hear(heard: Heard) -> Telling:
    """A picture that is sent while a highlight, or a problem's progress, is being told belongs to that one."""
    if highlights.is_telling(heard):
        return highlights.hear_photo(heard)
    if issue_words.hears_photo(heard):
        return issue_words.hear_photo(heard)
    offered = notice_offers.offer_file(heard)
    if offered is not None:
        return offered
    return _hear_piece(heard)


def _hear_piece(heard: Heard) -> Telling:
    """A caption that tells of a visit makes one; a question is answered; everything else waits for its visit."""
    if heard.speaker.is_stranger and heard.words:
        return free_talk.hear_words(heard)
    if not access.allows(heard.speaker, Action.RECORD_VISIT, heard.speaker.team):
        return policy.hear_question(heard) if heard.words else free_talk.hear_thing(heard)
    if heard.edited:
        return hear_edit(heard)
    if heard.words and heard.understood.kind is Said.QUESTION and not _tells_of_visit(heard):
        return policy.hear_question(heard)
    receive(heard)
    return visits.hear_visit(heard) if _tells_of_visit(heard) else None


def hear_edit(heard: Heard) -> Telling:
    """The caption was changed: its visit follows, or becomes one; a place that moves is not followed."""
    if heard.message is None or not heard.words:
        return None
    followed = visits.hear_edit(heard)
    if followed is None:
        receive(heard)
    return followed or (visits.hear_visit(heard) if _tells_of_visit(heard) else None)


def receive(heard: Heard) -> None:
    """The piece is kept; while a visit is being told step by step, it waits for that one."""
    guided = heard.asked is not None and heard.asked.topic == "visits.form"
    hold = guided or _tells_of_visit(heard)
    pieces.receive(heard.session, heard.speaker, sent_in(heard), heard.now, hold=hold)


def sent_in(heard: Heard) -> Sent:
    """The piece of this message."""
    message = heard.message
    if not isinstance(message, Message):
        raise TypeError("a piece without its message")
    if message.location is not None:
        return _place(heard, message)
    kind, file_id, size, name = _file(message)
    return Sent(
        kind, heard.source, heard.said_at, message.media_group_id, heard.words or None, file_id, size, name
    )  # fmt: skip


def say_note(due: Due) -> Reply | None:
    """What became of the pieces, said once for all of them."""
    if due.subject.endswith(":0"):
        return _ask_for_visit(due)
    told = pieces.visit_of(due.session, due.subject)
    burst = bursts.of(due.session, told) if told else None
    if burst is not None:
        return Reply(texts.ask_burst(burst, due.today), texts.burst_buttons(burst))
    visit = pieces.told_of(due.session, due.subject)
    if visit is None:
        return None
    return Reply(texts.added(visit, pieces.of_visit(due.session, visit.id), due.today), texts.added_buttons(visit))


def put(heard: Heard) -> Edit:
    """What waits belongs to the visit that was pressed."""
    visit, heap = pieces.put(heard.session, heard.speaker, int(heard.fact))
    return Edit(texts.put(visit, heap, heard.today), texts.added_buttons(visit))


def take_off(heard: Heard) -> Edit:
    """Not this visit: which one then."""
    heap = pieces.take_off(heard.session, heard.speaker, int(heard.fact))
    recent = pieces.recent_visits(heard.session, heard.speaker, heard.now, _MOST_RECENT + 1)
    others = [visit for visit in recent if visit.id != int(heard.fact)]
    return Edit(texts.waiting(heap, full=False), texts.waiting_buttons(others))


def join(heard: Heard) -> Edit:
    """是同一次: everything that arrived together is one visit."""
    visit, count = bursts.join(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.joined(visit, count, heard.today))


def drop(heard: Heard) -> Edit:
    """They are not wanted."""
    return Edit(texts.dropped(pieces.drop_waiting(heard.session, heard.speaker, heard.now)))


def keep(task: Task, kept: Kept) -> Answers:
    """The file lies in the cabinet; nothing need be said."""
    pieces.keep(task.session, task.number("piece"), kept, task.now)
    return None


def lose(task: Task, reason: str) -> Answers:
    """The file will never come, and the person is told."""
    piece, visit = pieces.lose(task.session, task.number("piece"), reason)
    return Reply(texts.lost(piece.kind, reason, visit)) if piece else None


def _tells_of_visit(heard: Heard) -> bool:
    return bool(heard.words) and visits.tells(heard)


def _ask_for_visit(due: Due) -> Reply | None:
    heap = pieces.waiting(due.session, due.speaker.telegram_id)
    if not heap.pieces:
        return None
    recent = pieces.recent_visits(due.session, due.speaker, due.now, _MOST_RECENT)
    full = bool(recent) and pieces.is_full(due.session, recent[0].id)
    return Reply(texts.waiting(heap, full=full), texts.waiting_buttons(recent))


def _place(heard: Heard, message: Message) -> Sent:
    place = message.location
    if place is None or place.live_period is not None:
        raise LiveLocation
    return Sent(Kind.PLACE, heard.source, heard.said_at, latitude=place.latitude, longitude=place.longitude)


def _file(message: Message) -> tuple[Kind, str, int, str | None]:
    """Kind, file_id, size and name of what the message carries; of a photo the largest size."""
    if message.photo:
        largest = message.photo[-1]
        return Kind.PHOTO, largest.file_id, largest.file_size or 0, None
    if message.voice is not None:
        return Kind.VOICE, message.voice.file_id, message.voice.file_size or 0, None
    document = message.document
    if document is None:
        raise TypeError("a piece without a file")
    kind = Kind.PHOTO if document.mime_type in _PICTURES else Kind.DOCUMENT
    return kind, document.file_id, document.file_size or 0, document.file_name
