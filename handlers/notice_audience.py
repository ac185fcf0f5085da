"""Whom a notice is for, in the chat: by buttons, by words, by a pasted list."""

from datetime import timedelta

from handlers import notice_previews
from handlers.answers import Answers, Edit, Reply
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, groups, notices
from services.access import Action, Role
from services.duties.book import book
from services.notices import Audience, Kind, Notice, audience_words
from services.notices.audience_words import Lexicon
from services.notices.refusals import NobodyThere
from services.understanding import Kind as Said
from texts import notice_drafts as texts
from texts.posts import ROLES

TOPIC = "notices.audience"
PATIENCE = timedelta(hours=1)
_LONGEST = 34  # characters of a duty's id that a button can carry within 64 bytes


def register(routes: Routes) -> None:
    """The buttons of the audience, and words for it."""
    routes.press("notices.kind", choose_kind)
    routes.press("notices.which", choose_which)
    routes.press("notices.again", ask_again)
    routes.press("notices.groups", show_groups)
    routes.press("notices.group", choose_group)


def ask(heard: Heard, notice: Notice) -> Reply:
    """Whom it is for, as a new message; words are heard too."""
    _listen(heard, notice.id)
    return Reply(texts.ask_audience(notice), texts.audience_buttons(notice))


def ask_again(heard: Heard) -> Edit:
    """改范围: the kinds of audience in place."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    asked = ask(heard, notice)
    return Edit(asked.text, asked.buttons)


def choose_kind(heard: Heard) -> Answers:
    """Everybody needs no second question; teams are named in words; the rest has buttons."""
    number, _, said = heard.fact.partition(",")
    kind, notice = said.one_of(Kind), notices.own_draft(heard.session, heard.speaker, int(number))
    _listen(heard, notice.id)
    if kind is Kind.EVERYBODY:
        return _addressed(heard, notice, Audience(groups=notices.audience_of(notice).groups))
    if kind is Kind.TEAM:
        return Edit(texts.ask_team(), texts.drop_button(notice.id))
    named = notices.audience_of(notice).named(kind)
    return Edit(texts.ask_which(kind), texts.which_buttons(notice.id, kind, _choices(heard, kind), named))


def choose_which(heard: Heard) -> Edit:
    """One more is named, or one no more."""
    number, kind, value = heard.fact.parts(3)
    notice = notices.own_draft(heard.session, heard.speaker, int(number))
    return _addressed(heard, notice, notices.audience_of(notice).toggled(kind.one_of(Kind), value))


def hear_words(heard: Heard) -> Answers:
    """An audience in words, added to what is named already; what is plainly a question goes on to the matcher."""
    facts = heard.asked.facts if heard.asked else {}
    notice = notices.own_draft(heard.session, heard.speaker, int(str(facts["notice_id"])))
    lexicon = Lexicon(heard.knowledge.places, heard.knowledge.duties, {name: role for role, name in ROLES.items()})
    meant = audience_words.read(heard.session, heard.speaker, heard.words, lexicon)
    if meant.clear:
        before = Audience() if meant.everybody else notices.audience_of(notice)
        shown = _addressed(heard, notice, before.joined(meant.audience))
        return Reply(shown.text, shown.buttons)
    if meant.audience == Audience() and heard.understood.kind is Said.QUESTION:
        return None
    taken = _take(heard, notice, meant.audience)
    return Reply(texts.unclear(meant, taken), texts.unclear_buttons(notice.id, taken))


def show_groups(heard: Heard) -> Edit:
    """抄送群."""
    return _groups(heard, notices.own_draft(heard.session, heard.speaker, int(heard.fact)))


def choose_group(heard: Heard) -> Edit:
    """One group more, or one no more."""
    number, _, group = heard.fact.partition(",")
    notice = notices.copy_to_group(heard.session, heard.speaker, int(number), int(group))
    return _groups(heard, notice)


def _groups(heard: Heard, notice: Notice) -> Edit:
    known = groups.known(heard.session, heard.speaker, Action.SEND_NOTICE)
    return Edit(texts.ask_groups(), texts.group_buttons(notice, known, notices.audience_of(notice).groups))


def _listen(heard: Heard, notice_id: int) -> None:
    dialogues.ask(heard.session, heard.speaker.telegram_id, TOPIC, heard.now, PATIENCE, notice_id=notice_id)


def _addressed(heard: Heard, notice: Notice, audience: Audience) -> Edit:
    notice, _ = notices.address(heard.session, heard.speaker, notice.id, audience, heard.now)
    return notice_previews.edit(heard, notice)


def _take(heard: Heard, notice: Notice, audience: Audience) -> int:
    """What of the words was clear is kept; returns how many people it is."""
    if audience == Audience():
        return 0
    joined = notices.audience_of(notice).joined(audience)
    try:
        _, count = notices.address(heard.session, heard.speaker, notice.id, joined, heard.now)
    except NobodyThere:
        return 0
    return count.people


def _choices(heard: Heard, kind: Kind) -> list[tuple[str, str]]:
    if kind is Kind.ROLE:
        return [(role, ROLES[role]) for role in Role]
    if kind is Kind.DUTY:
        duties = list(book(heard.session, heard.knowledge.duties))
        return [(one.id, one.short) for one in duties if len(one.id) <= _LONGEST]
    teams = heard.knowledge.places.teams
    found = [team.district if kind is Kind.DISTRICT else team.town_class for team in teams]
    return [(name, name) for name in dict.fromkeys(found)]
