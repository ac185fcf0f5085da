"""亮点 in the chat: told step by step with pictures, commented on by departments, found again in the library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from telegram import Message

from handlers.answers import Answers, Edit, Picture, Reply, Tell, Telling
from handlers.duty_plans import AnswerUnfit
from handlers.errands import Task, fetching
from handlers.forms import Guide, Question, Sheet
from handlers.heard import Heard
from handlers.routes import Routes
from services import access, cabinet, dialogues, experience, highlights, talks
from services.access import Action
from services.cabinet import Kept
from services.highlights import Highlight, Told, TooManyWords
from texts import highlights as texts
from texts import talks as talk_texts

_FORM = "highlights.form"
_PATIENCE = timedelta(minutes=30)
_PARTS = ("practice", "effect", "figure", "lesson", "difficulty")


def register(routes: Routes) -> None:
    """Commands, buttons, open questions, and how pictures are fetched."""
    routes.command("highlight", start)
    routes.command("experience", search)
    routes.press("highlights.start", start)
    routes.press("highlights.undo", undo)
    routes.press("highlights.open", open_one)
    routes.press("highlights.photos", show_photos)
    routes.press("highlights.page", turn_page)
    routes.press("highlights.comment", ask_comment)
    routes.topic("highlights.comment", hear_comment, cancels=True)
    routes.errand(highlights.PHOTO, fetching(cabinet.keep_picture, keep_photo, lose_photo))
    GUIDE.join(routes)
    routes.topic(_FORM, hear)
    routes.refusal(TooManyWords, lambda refusal, _: texts.too_many_words(refusal.left))
    routes.refusal(highlights.TooManyPhotos, lambda *_: texts.photos_full())
    routes.refusal(highlights.CommentLength, lambda refusal, _: texts.comment_length(refusal.characters))
    routes.refusal(highlights.HighlightGone, lambda *_: texts.gone())
    routes.refusal(highlights.TooLateToUndo, lambda *_: texts.too_late())


def start(heard: Heard) -> Answers:
    """The steps of a highlight, or an unfinished draft."""
    return GUIDE.start(heard)


def is_telling(heard: Heard) -> bool:
    """Whether a picture belongs to the highlight this person is just telling."""
    shows = isinstance(heard.message, Message) and bool(heard.message.photo)
    return shows and heard.asked is not None and heard.asked.topic == _FORM


def hear(heard: Heard) -> Telling:
    """A picture is kept, also where it has words below it; words answer the step."""
    return hear_photo(heard) if is_telling(heard) else GUIDE.hear(heard)


def hear_photo(heard: Heard) -> Reply:
    """One of at most three."""
    draft = heard.asked_number("draft")
    message = heard.message
    if not isinstance(message, Message):
        raise TypeError("a picture without its message")
    file_id = message.photo[-1].file_id
    count = highlights.add_photo(heard.session, heard.speaker, draft, heard.source, file_id, heard.now)
    return Reply(texts.photo_taken(count))


def keep_photo(task: Task, kept: Kept) -> Answers:
    """The file lies in the cabinet; nothing need be said."""
    highlights.keep_photo(task.session, task.number("photo"), kept, task.now)
    return None


def lose_photo(_task: Task, _reason: str) -> Answers:
    """The file will never come, and its sender is told."""
    return Reply(texts.photo_lost())


def undo(heard: Heard) -> Edit:
    """撤销, within ten minutes."""
    return Edit(texts.undone(highlights.undo(heard.session, heard.speaker, int(heard.fact), heard.now)))


def search(heard: Heard) -> Reply:
    """/experience 青梅."""
    found = experience.search(heard.session, heard.speaker, heard.fact)
    return Reply(texts.listing(found, experience.industries(heard.session)), texts.listing_buttons(found))


def turn_page(heard: Heard) -> Edit:
    """Another page in the same message."""
    number, _, words = heard.fact.partition(",")
    found = experience.search(heard.session, heard.speaker, words, int(number))
    return Edit(texts.listing(found, experience.industries(heard.session)), texts.listing_buttons(found))


def open_one(heard: Heard) -> Reply:
    """One highlight whole."""
    found = highlights.find(heard.session, heard.speaker, int(heard.fact))
    comments = access.allows(heard.speaker, Action.COMMENT_HIGHLIGHT)
    return Reply(texts.whole(found, heard.today), texts.whole_buttons(found, comments=comments))


def show_photos(heard: Heard) -> Answers:
    """The pictures of a highlight."""
    found = highlights.find(heard.session, heard.speaker, int(heard.fact))
    files = [one.file for one in found.photos if one.file is not None]
    return [Picture(str(cabinet.path_of(Path(), one.hash, one.suffix)), texts.caption(found)) for one in files]


def ask_comment(heard: Heard) -> Reply:
    """点评: the next plain words."""
    found = highlights.commentable(heard.session, heard.speaker, int(heard.fact))
    number = heard.speaker.telegram_id
    dialogues.ask(heard.session, number, "highlights.comment", heard.now, _PATIENCE, highlight_id=found.id)
    return Reply(texts.ask_comment(found))


def hear_comment(heard: Heard) -> Answers:
    """The comment is attached, and the author told."""
    number = heard.asked_number("highlight_id")
    row = highlights.comment(heard.session, heard.speaker, number, heard.words, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    found = highlights.find(heard.session, heard.speaker, number)
    chat = found.author.telegram_id
    told = texts.to_author(found, row, heard.speaker)
    tells = [Tell(chat, f"highlights.comment:{row.id}", told, rests=True)] if chat else []
    return (Reply(texts.commented(found)), *tells)


@dataclass(frozen=True)
class FigureQuestion(Question):
    """Asked once, where the result was told without a number (E2)."""

    def wanted(self, answers: Mapping[str, object]) -> bool:
        """Only after a result without a figure."""
        return "effect" in answers and not highlights.has_figure(str(answers["effect"]))


def _part(sheet: Sheet, words: str) -> object:
    """A part that fits into what the others leave."""
    step = sheet.standing.step
    others = [sheet.said(name) for name in _PARTS if step is None or name != step.name]
    left = highlights.room_left(others)
    if len(words) > left:
        raise TooManyWords(max(left, 0))
    return words


def _read_contact(_sheet: Sheet, words: str) -> object:
    if words not in (texts.AGREES, texts.DECLINES):
        raise AnswerUnfit(texts.contact_unread())
    return words == texts.AGREES


def _short(_sheet: Sheet, words: str) -> object:
    return words[:20]


def _read_photos(_sheet: Sheet, words: str) -> object:
    if words != texts.NO_MORE:
        raise AnswerUnfit(texts.ASK_PHOTOS)
    return True


def _require(heard: Heard) -> None:
    highlights.require_writing(heard.speaker)


def _about(sheet: Sheet) -> str:
    return texts.about(sheet.said("practice"))


def _told(sheet: Sheet) -> Told:
    effect = "；".join(part for part in (sheet.said("effect"), sheet.said("figure")) if part)
    lesson, difficulty, industry, terrain = (
        sheet.said(name) or None for name in ("lesson", "difficulty", "industry", "terrain")
    )
    contact = sheet.standing.answers.get("contact") is True
    return Told(sheet.said("practice"), effect, lesson, difficulty, industry, terrain, contact=contact)


def _finish(sheet: Sheet) -> Answers:
    heard = sheet.heard
    talk = talks.of_team(heard.session, heard.speaker)
    found: Highlight = highlights.tell(
        heard.session, heard.speaker, _told(sheet), sheet.standing.id, talk.id if talk else None, heard.now
    )
    name = talk_texts.name(talk) if talk else None
    return Reply(texts.told(found, len(found.photos), name), texts.undo_button(found))


def _no_more(_sheet: Sheet) -> Sequence[str]:
    return (texts.NO_MORE,)


GUIDE = Guide(
    name=_FORM,
    title=texts.TITLE,
    questions=(
        Question("practice", optional=False, ask=lambda _: texts.ASK_PRACTICE, read=_part),
        Question("effect", optional=False, ask=lambda _: texts.ASK_EFFECT, read=_part),
        FigureQuestion("figure", ask=lambda _: texts.ASK_FIGURE, read=_part),
        Question("lesson", ask=lambda _: texts.ASK_LESSON, read=_part),
        Question("difficulty", ask=lambda _: texts.ASK_DIFFICULTY, read=_part),
        Question("industry", ask=lambda _: texts.ASK_INDUSTRY, read=_short, offer=lambda _: texts.INDUSTRIES),
        Question("terrain", ask=lambda _: texts.ASK_TERRAIN, read=_short, offer=lambda _: texts.TERRAINS),
        Question(
            "contact", optional=False, ask=lambda _: texts.ASK_CONTACT, read=_read_contact,
            offer=lambda _: (texts.AGREES, texts.DECLINES),
        ),
        Question("photos", ask=lambda _: texts.ASK_PHOTOS, read=_read_photos, offer=_no_more),
    ),
    require=_require,
    finish=_finish,
    about=_about,
)  # fmt: skip
