"""What arrives for a visit beside its sentence: photos, voice, files, the place; kept first, told apart afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from db.models import MediaFile, Piece, Team, Visit
from db.once import insert_once
from services import cabinet, captions, deliveries, errands
from services.access import Action, Speaker
from services.cabinet import Kept
from services.deliveries import Owed
from services.visits.finding import find
from services.visits.recording import require_recording
from services.work import WorkError

NOTE = "pieces.note"
SETTLES = timedelta(seconds=3)
"""So long after the last piece it is told what became of them; an album comes as separate updates within a second."""
NEAR = timedelta(minutes=10)
"""A piece belongs to the visit told so shortly before, or to the one told so shortly afterwards."""
BURST = timedelta(minutes=2)
"""What was sent within so long of each other arrived together, as after a dead spot (B17)."""
RECENT = timedelta(days=7)
MOST_PHOTOS = 9
MOST_BYTES = 20 * 1024 * 1024
"""core.telegram.org/bots/api#getfile: a bot can fetch files of up to 20 MB."""


class Kind(StrEnum):
    """What a piece is; WORDS are what was said in addition to the first sentence."""

    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    PLACE = "place"
    WORDS = "words"


class TooBig(WorkError):
    """The file is larger than what a bot can fetch."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class WrongType(WorkError):
    """A file of a type that is not kept; `name` as it came."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LiveLocation(WorkError):
    """A place that moves is never taken."""


class PhotosFull(WorkError):
    """The visit has as many photos as it may."""


@dataclass(frozen=True)
class Sent:
    """A piece as it came in: `source` is its message, `file_id` what Telegram fetches it by."""

    kind: Kind
    source: str
    sent_at: datetime
    album: str | None = None
    caption: str | None = None
    file_id: str | None = None
    size: int = 0
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Heap:
    """The pieces of one visit, or those that wait, by kind."""

    pieces: Sequence[Piece]

    def count(self, kind: Kind) -> int:
        """How many of this kind."""
        return sum(piece.kind == kind for piece in self.pieces)

    @property
    def kinds(self) -> list[Kind]:
        """Those there are, in the order of Kind."""
        return [kind for kind in Kind if self.count(kind)]


def receive(session: Session, speaker: Speaker, sent: Sent, now: datetime, *, hold: bool = False) -> Piece:
    """The piece is kept, its file owed to be fetched, and what became of it owed to be told; once per message.

    It belongs to the visit of its album, else to the one the person told shortly before, if its caption names no
    other village; else, or when it is to be held for a visit that is being told, it waits, and its album with it.
    Refuses files over 20 MB (TooBig) and types that are not kept.
    """
    require_recording(speaker)
    _require_fit(sent)
    known = session.scalar(select(Piece).where(Piece.source == sent.source))
    if known is not None:
        known.caption = sent.caption
        return known
    piece = _insert(session, speaker, sent)
    if not hold:
        _settle(session, speaker, piece)
    if sent.file_id is not None:
        facts = {"piece": piece.id, "file_id": sent.file_id, "name": sent.name}
        errands.owe(session, f"piece:{piece.id}", f"pieces.{sent.kind}", speaker.telegram_id, now, facts)
    owe_note(session, piece, now)
    return piece


def gather(session: Session, visit: Visit, telegram_id: int, album: str | None) -> Heap:
    """What waits for words and was sent shortly before these, or in their album, now belongs to the visit.

    What names another village in its caption goes on waiting.
    """
    last = max(visit.told_at + NEAR, visit.recorded_at)
    waited = waiting(session, telegram_id).pieces
    if not waited:
        return Heap(())
    town = session.get_one(Team, visit.team_id).town
    for piece in waited:
        own = piece.source == visit.source or _is_of_album(piece, album)
        near = visit.told_at - NEAR <= piece.sent_at <= last
        if own or (near and _fits(visit, _album_of(piece, waited), town)):
            attach(session, piece, visit)
    taken = [piece for piece in waited if piece.visit_id == visit.id]
    owe_note(session, (taken or waited)[-1], visit.recorded_at)
    return of_visit(session, visit.id)


def let_go(session: Session, speaker: Speaker, villages: Sequence[str], said_at: datetime) -> None:
    """Pictures are said to be of these villages: those just taken to an older visit of another wait for theirs.

    Only what was sent in the last two minutes and after that visit's own words; what its caption names stays.
    """
    if not villages or speaker.team is None:
        return
    lately = session.execute(
        select(Piece, Visit)
        .join(Visit, Visit.id == Piece.visit_id)
        .where(Piece.telegram_id == speaker.telegram_id, Piece.kind == Kind.PHOTO, Piece.dropped_at.is_(None))
        .where(Piece.sent_at.between(said_at - BURST, said_at), Visit.author_id == speaker.member_id)
        .order_by(Piece.id)
    ).all()
    photos = [piece for piece, _ in lately]
    for piece, visit in lately:
        named = _named(_album_of(piece, photos), speaker.team.town)
        theirs = set(named) - set(villages) or _is_own(session, piece, visit)
        if not captions.fits(visit.village, villages) and not theirs:
            piece.visit_id = None
    session.flush()


_WAITED_FOR = (
    select(Piece.telegram_id)
    .where(Piece.telegram_id.in_(bindparam("chats", expanding=True)))
    .where(Piece.visit_id.is_(None), Piece.dropped_at.is_(None))
)


def waited_for(session: Session, telegram_ids: Sequence[int]) -> frozenset[int]:
    """Those of these people who sent something that belongs to no visit yet."""
    return frozenset(session.connection().scalars(_WAITED_FOR, {"chats": list(telegram_ids)}))


def attach(session: Session, piece: Piece, visit: Visit) -> bool:
    """The piece belongs to the visit; False where the visit has its nine photos already, then it waits.

    A file the visit has already is not wanted a second time.
    """
    if _is_twice(session, piece, visit.id):
        piece.dropped_at = piece.sent_at
    elif piece.kind == Kind.PHOTO and is_full(session, visit.id):
        piece.visit_id = None
        return False
    piece.visit_id = visit.id
    if piece.kind == Kind.PLACE:
        visit.latitude, visit.longitude = piece.latitude, piece.longitude
    session.flush()
    return True


def waiting(session: Session, telegram_id: int) -> Heap:
    """What the person sent that belongs to no visit yet."""
    return _heap(session, Piece.telegram_id == telegram_id, Piece.visit_id.is_(None))


def of_visit(session: Session, visit_id: int) -> Heap:
    """What belongs to the visit."""
    return _heap(session, Piece.visit_id == visit_id)


def recent_visits(session: Session, speaker: Speaker, now: datetime, most: int) -> Sequence[Visit]:
    """The person's own visits of the last days, the latest first; for buttons."""
    return session.scalars(
        select(Visit)
        .where(Visit.author_id == speaker.member_id, Visit.undone_at.is_(None), Visit.recorded_at > now - RECENT)
        .order_by(Visit.id.desc())
        .limit(most)
    ).all()


def put(session: Session, speaker: Speaker, visit_id: int) -> tuple[Visit, Heap]:
    """What waits belongs to this visit; PhotosFull where not one of it fits."""
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    fitted = [attach(session, piece, visit) for piece in waiting(session, speaker.telegram_id).pieces]
    if fitted and not any(fitted):
        raise PhotosFull
    return visit, of_visit(session, visit_id)


def drop_waiting(session: Session, speaker: Speaker, now: datetime) -> Heap:
    """What waits is not wanted."""
    heap = waiting(session, speaker.telegram_id)
    for piece in heap.pieces:
        piece.dropped_at = now
    return heap


def take_off(session: Session, speaker: Speaker, visit_id: int) -> Heap:
    """What belongs to the visit waits again; its place goes with it. Gives back all that waits."""
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    release(visit)
    session.flush()
    return waiting(session, speaker.telegram_id)


def release(visit: Visit) -> None:
    """The visit's pieces wait for another; what was said in addition stays its own."""
    for piece in visit.pieces:
        if piece.kind != Kind.WORDS:
            piece.visit_id = None
    visit.latitude, visit.longitude = None, None


def is_full(session: Session, visit_id: int) -> bool:
    """The visit takes no more photos."""
    return of_visit(session, visit_id).count(Kind.PHOTO) >= MOST_PHOTOS


def keep(session: Session, piece_id: int, kept: Kept, now: datetime) -> None:
    """The piece's file lies in the cabinet; the same content is one row and one file, and once in a visit."""
    row = {"hash": kept.hash, "suffix": kept.suffix, "size": kept.size, "stored_at": now}
    insert_once(session, MediaFile, [row | {"width": kept.width, "height": kept.height}])
    piece = session.get(Piece, piece_id)
    if piece is not None:
        piece.hash, piece.lost = kept.hash, None
        if piece.dropped_at is None and _is_twice(session, piece, piece.visit_id):
            piece.dropped_at = now


def lose(session: Session, piece_id: int, reason: str) -> tuple[Piece | None, Visit | None]:
    """The piece's file will never come; the record, given back too, stays as it is."""
    piece = session.get(Piece, piece_id)
    if piece is None:
        return None, None
    piece.lost = reason
    return piece, session.get(Visit, piece.visit_id) if piece.visit_id else None


def owe_note(session: Session, piece: Piece, now: datetime) -> None:
    """Once nothing more comes, the person is told what became of all of it: a newer piece puts the word off."""
    subject = f"{piece.telegram_id}:{piece.visit_id or 0}"
    deliveries.withdraw(session, NOTE, subject)
    note = Owed(f"{NOTE}:{piece.id}:{piece.visit_id or 0}", piece.telegram_id, "sendMessage", None, NOTE, subject)
    deliveries.owe(session, [note], now + SETTLES)


def visit_of(session: Session, subject: str) -> Visit | None:
    """The visit a note is about; None where it was undone or none is meant."""
    visit = session.get(Visit, int(subject.partition(":")[2]))
    return visit if visit is not None and visit.undone_at is None else None


def told_of(session: Session, subject: str) -> Visit | None:
    """The visit a note is about, when pieces came after its card was said; None where there is nothing to tell."""
    visit = visit_of(session, subject)
    if visit is None:
        return None
    return visit if any(_came_after(one, visit) for one in of_visit(session, visit.id).pieces) else None


def _is_twice(session: Session, piece: Piece, visit_id: int | None) -> bool:
    """The visit, or the person's heap that waits, has a file of this very content."""
    if piece.hash is None:
        return False
    same = select(Piece.id).where(Piece.hash == piece.hash, Piece.id != piece.id, Piece.dropped_at.is_(None))
    there = Piece.visit_id.is_(None) if visit_id is None else Piece.visit_id == visit_id
    return session.scalar(same.where(Piece.telegram_id == piece.telegram_id, there).limit(1)) is not None


def _require_fit(sent: Sent) -> None:
    if sent.size > MOST_BYTES:
        raise TooBig(sent.size)
    if sent.kind is Kind.DOCUMENT and cabinet.suffix_of(sent.name or "") not in cabinet.DOCUMENTS:
        raise WrongType(sent.name or "")


def _insert(session: Session, speaker: Speaker, sent: Sent) -> Piece:
    piece = Piece(
        source=sent.source,
        telegram_id=speaker.telegram_id,
        kind=sent.kind,
        album=sent.album,
        caption=sent.caption,
        name=sent.name,
        latitude=_coarse(sent.latitude),
        longitude=_coarse(sent.longitude),
        sent_at=sent.sent_at,
    )
    session.add(piece)
    session.flush()
    return piece


def _coarse(degrees: float | None) -> float | None:
    """About one kilometre (B5)."""
    return None if degrees is None else round(degrees, 2)


def _came_after(piece: Piece, visit: Visit) -> bool:
    """Sent in a later message than the visit's own words; of one that no message of its own told, after it stood."""
    chat, _, number = visit.source.partition(":")
    if chat in ("form", "further"):
        return piece.sent_at > visit.recorded_at
    return int(piece.source.partition(":")[2]) > int(number)


def _settle(session: Session, speaker: Speaker, piece: Piece) -> None:
    """The piece and those of its album go where they belong together; a caption that comes late moves them all."""
    together = _album(session, piece)
    named = _named(together, speaker.team.town if speaker.team else None)
    theirs = _visit_of_album(session, piece)
    if theirs is not None and captions.fits(theirs.village, named):
        attach(session, piece, theirs)
        return
    others_wait = theirs is None and len(together) > 1
    target = None if others_wait and not named else _visit_before(session, speaker, piece.sent_at, named)
    for one in together:
        if target is None or not attach(session, one, target):
            one.visit_id = None
    session.flush()


def _album(session: Session, piece: Piece) -> Sequence[Piece]:
    if piece.album is None:
        return [piece]
    return _heap(session, Piece.telegram_id == piece.telegram_id, Piece.album == piece.album).pieces


def _album_of(piece: Piece, pieces: Sequence[Piece]) -> Sequence[Piece]:
    return [one for one in pieces if one is piece or _is_of_album(one, piece.album)]


def _is_of_album(piece: Piece, album: str | None) -> bool:
    return album is not None and piece.album == album


def _named(pieces: Sequence[Piece], town: str | None) -> list[str]:
    """The villages their captions name."""
    return [name for piece in pieces if piece.caption for name in captions.villages_in(piece.caption, town)]


def _fits(visit: Visit, pieces: Sequence[Piece], town: str) -> bool:
    return captions.fits(visit.village, _named(pieces, town))


def _is_own(session: Session, piece: Piece, visit: Visit) -> bool:
    """Sent before the visit was told, or in the very message or album that told it."""
    if piece.source == visit.source or not _came_after(piece, visit):
        return True
    return any(one.source == visit.source for one in _album(session, piece))


def _visit_of_album(session: Session, piece: Piece) -> Visit | None:
    if piece.album is None:
        return None
    return session.scalar(
        select(Visit)
        .join(Piece, Piece.visit_id == Visit.id)
        .where(Piece.telegram_id == piece.telegram_id, Piece.album == piece.album, Visit.undone_at.is_(None))
        .limit(1)
    )


def _visit_before(session: Session, speaker: Speaker, sent_at: datetime, named: Sequence[str]) -> Visit | None:
    """The visit told last about that time, of those that may be of a village that is named."""
    told = session.scalars(
        select(Visit)
        .where(Visit.author_id == speaker.member_id, Visit.undone_at.is_(None))
        .where(Visit.told_at >= sent_at - NEAR, Visit.told_at <= sent_at + NEAR)
        .order_by(Visit.told_at.desc(), Visit.id.desc())
    )
    return next((visit for visit in told if captions.fits(visit.village, named)), None)


def _heap(session: Session, *which: ColumnElement[bool]) -> Heap:
    return Heap(session.scalars(select(Piece).where(Piece.dropped_at.is_(None), *which).order_by(Piece.id)).all())
