"""Notices in the chat: write, address, look, send; confirm with one tap; see who has not."""

from datetime import timedelta

from handlers.answers import Amend, Answers, Edit, Reply, Tell, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import access, dialogues, notices
from services.access import Action, Role
from services.notices import Audience, Kind
from texts import notices as texts
from texts import refusals
from texts.posts import ROLES

_PATIENCE = timedelta(hours=1)


def register(routes: Routes) -> None:
    """Commands, buttons, open questions and occasions of the notices."""
    routes.command("notice", start)
    routes.press("notices.kind", choose_kind)
    routes.press("notices.which", choose_which)
    routes.press("notices.show", show_me)
    routes.press("notices.send", send)
    routes.press("notices.sure", send_for_sure)
    routes.press("notices.drop", drop)
    routes.press("notices.confirm", confirm)
    routes.press("notices.nudge", nudge)
    routes.topic("notices.words", hear_words)
    routes.topic("notices.team", hear_team)
    routes.occasion(notices.COPY, say_copy)
    routes.occasion(notices.CARD, say_card)
    routes.refusal(notices.NoticeClosed, lambda refusal, heard: texts.closed(refusal.notice, heard.today))
    routes.refusal(notices.NobodyThere, lambda *_: texts.nobody())
    routes.refusal(notices.AlreadyConfirmed, lambda refusal, heard: texts.already_confirmed(refusal.at, heard.now))
    routes.refusal(notices.NotAddressed, lambda *_: texts.not_addressed())
    routes.refusal(notices.NudgeTooSoon, lambda refusal, heard: texts.nudge_refused(refusal, heard.today))


def start(heard: Heard) -> Reply:
    """/notice with words drafts them, without asks for them."""
    access.require(heard.speaker, Action.SEND_NOTICE)
    if heard.fact:
        return _drafted(heard, heard.fact)
    dialogues.ask(heard.session, heard.speaker.telegram_id, "notices.words", heard.now, _PATIENCE)
    return Reply(texts.ask_words())


def hear_words(heard: Heard) -> Reply:
    """The words of the notice."""
    dialogues.close(heard.session, heard.speaker.telegram_id)
    if heard.words in refusals.CANCEL_WORDS:
        return Reply(refusals.CANCELLED)
    return _drafted(heard, heard.words)


def choose_kind(heard: Heard) -> Answers:
    """Everybody needs no second question; a team is named in words; the rest has buttons."""
    number, _, kind = heard.fact.partition(",")
    if kind == Kind.EVERYBODY:
        return _addressed(heard, int(number), Audience(Kind.EVERYBODY))
    if kind == Kind.TEAM:
        dialogues.ask(
            heard.session, heard.speaker.telegram_id, "notices.team", heard.now, _PATIENCE, notice_id=int(number)
        )
        return Edit(texts.ask_team(), texts.drop_button(int(number)))
    return Edit(texts.ask_which(Kind(kind)), texts.which_buttons(int(number), Kind(kind), _choices(heard, Kind(kind))))


def choose_which(heard: Heard) -> Edit:
    """The audience is complete."""
    number, kind, which = heard.fact.split(",", 2)
    return _addressed(heard, int(number), Audience(Kind(kind), which))


def hear_team(heard: Heard) -> Answers:
    """The team's town, in words."""
    facts = heard.asked.facts if heard.asked else {}
    town = heard.knowledge.places.town(heard.words)
    if town is None:
        nearest = heard.knowledge.places.nearest_towns(heard.words)
        return Reply(refusals.town_unknown(heard.words, nearest))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    shown = _addressed(heard, int(str(facts["notice_id"])), Audience(Kind.TEAM, town.name))
    return Reply(shown.text, shown.buttons)


def show_me(heard: Heard) -> Reply:
    """The notice as others will see it, to its author alone."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    return Reply(texts.copy_text(notice, heard.speaker.name), texts.copy_buttons(notice))


def send(heard: Heard) -> Answers:
    """At once for a few; above twenty people a second tap."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    count = notices.count(heard.session, heard.speaker, notices.audience_of(notice))
    if count.people > notices.MANY:
        return Edit(texts.sure(count), texts.sure_buttons(notice.id))
    return send_for_sure(heard)


def send_for_sure(heard: Heard) -> Answers:
    """Everybody is owed their copy; the author gets the card that counts."""
    progress = notices.send(heard.session, heard.speaker, int(heard.fact), heard.now)
    card = Tell(
        heard.speaker.telegram_id, notices.card_key(progress.notice.id), texts.card(progress, heard.today),
        texts.card_buttons(progress),
    )  # fmt: skip
    return Edit(texts.copy_text(progress.notice, heard.speaker.name)), card


def drop(heard: Heard) -> Edit:
    """The draft is withdrawn unsent."""
    notices.drop(heard.session, heard.speaker, int(heard.fact), heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.dropped())


def confirm(heard: Heard) -> Answers:
    """收到."""
    notice = notices.confirm(heard.session, heard.speaker, int(heard.fact), heard.now)
    author = notices.author_name(heard.session, notice)
    return Edit(texts.confirmed(notice, author, heard.now)), Toast(refusals.CONFIRMED)


def nudge(heard: Heard) -> Toast:
    """Those who have not confirmed are reminded."""
    reminded = notices.nudge(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Toast(texts.nudged(reminded))


def say_copy(due: Due) -> Reply | None:
    """Somebody's copy, unless they have confirmed meanwhile."""
    notice = notices.still_waits(due.session, due.speaker.member_id, int(due.subject))
    if notice is None:
        return None
    author = notices.author_name(due.session, notice)
    text = texts.nudge_text(notice, author) if ":nudge" in due.key else texts.copy_text(notice, author)
    return Reply(text, texts.copy_buttons(notice))


def say_card(due: Due) -> Amend | None:
    """The sender's count as it stands now, in the card already sent."""
    message = notices.card_message(due.session, int(due.subject))
    if message is None:
        return None
    progress = notices.progress(due.session, due.speaker, int(due.subject))
    return Amend(message, texts.card(progress, due.today), texts.card_buttons(progress))


def _drafted(heard: Heard, words: str) -> Reply:
    notice = notices.draft(heard.session, heard.speaker, words, heard.now)
    return Reply(texts.ask_audience(notice), texts.audience_buttons(notice))


def _addressed(heard: Heard, notice_id: int, audience: Audience) -> Edit:
    notice, count = notices.address(heard.session, heard.speaker, notice_id, audience)
    return Edit(texts.preview(notice, audience, count, heard.speaker.name), texts.preview_buttons(notice))


def _choices(heard: Heard, kind: Kind) -> list[tuple[str, str]]:
    if kind is Kind.ROLE:
        return [(role, ROLES[role]) for role in Role]
    teams = heard.knowledge.places.teams
    found = [team.district if kind is Kind.DISTRICT else team.town_class for team in teams]
    return [(name, name) for name in dict.fromkeys(found)]
