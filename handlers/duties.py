"""Duties in the chat: the digest, today's list, the five blocks, finishing and undoing, 进驻日."""

from datetime import timedelta

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, duties, people
from services.access import TeamView
from services.duties import DutyRole, Period
from texts import duties as texts
from texts import menu, refusals

_PATIENCE = timedelta(minutes=30)
_WORDS = (menu.TASKS, "今天有什么事", "今天有什么事？", "今天有什么事?", "有什么事", "今天要做什么")


def register(routes: Routes) -> None:
    """Commands, words, buttons, open questions, and what is said unasked."""
    routes.command("today", show_today)
    routes.command("duties", show_blocks)
    routes.command("stationed", ask_stationing)
    for word in _WORDS:
        routes.key(word, show_today)
    routes.press("duties.agenda", turn_to_agenda)
    routes.press("duties.blocks", turn_to_blocks)
    routes.press("duties.role", open_role)
    routes.press("duties.open", open_card)
    routes.press("duties.done", finish)
    routes.press("duties.undo", undo)
    routes.press("duties.step", tick)
    routes.press("duties.stationing", ask_stationing)
    routes.topic("duties.stationing", hear_stationing)
    routes.occasion(duties.DIGEST, say_digest)
    routes.occasion(duties.QUESTION, say_question)


def say_digest(due: Due) -> Reply | None:
    """The digest as things stand at the moment of sending; nothing where nothing is open any more."""
    if not duties.is_news(due.session, due.speaker, due.now):
        return None
    view = duties.agenda(due.session, due.speaker, due.knowledge.duties, due.now)
    return Reply(texts.agenda(view), texts.agenda_buttons(view, due.now))


def say_question(due: Due) -> Reply | None:
    """Asks a captain for the 进驻日, unless it was said meanwhile."""
    team = due.speaker.team
    if team is None or duties.stationed_on(due.session, team) is not None:
        return None
    return Reply(texts.ask_stationing(team), texts.stationing_buttons())


def show_today(heard: Heard) -> Reply:
    """The same list as the digest, at once."""
    view = duties.agenda(heard.session, heard.speaker, heard.knowledge.duties, heard.now)
    return Reply(texts.agenda(view), texts.agenda_buttons(view, heard.now))


def turn_to_agenda(heard: Heard) -> Edit:
    """Back to the list, in the same message."""
    return _edited(show_today(heard))


def show_blocks(heard: Heard) -> Reply:
    """/duties, of the own team or of the town named behind it."""
    team = people.team_of_town(heard.session, heard.fact) if heard.fact else heard.speaker.team
    return _blocks(heard, duties.own_or_named(team), Period.NOW)


def turn_to_blocks(heard: Heard) -> Edit:
    """Another period in the same message."""
    period, _, town = heard.fact.partition(",")
    return _edited(_blocks(heard, people.team_of_town(heard.session, town), Period(period)))


def open_role(heard: Heard) -> Edit:
    """One role's duties with their windows, in the same message."""
    name, _, town = heard.fact.partition(",")
    team = people.team_of_town(heard.session, town)
    found = duties.blocks(heard.session, heard.speaker, team, heard.knowledge.duties, Period.NOW, heard.now)
    [block] = [one for one in found if one.role is DutyRole[name]]
    return Edit(texts.role(block, heard.today), texts.role_buttons(block, team))


def open_card(heard: Heard) -> Edit:
    """One duty whole, in the same message."""
    return _card(heard, int(heard.fact))


def finish(heard: Heard) -> Answers:
    """Done by one tap; the message the button stands under says so."""
    number, where = _pressed(heard)
    item = duties.finish(heard.session, heard.speaker, number, heard.knowledge.duties, heard.now)
    return _again(heard, number, where), Toast(texts.finished(item))


def undo(heard: Heard) -> Answers:
    """Taken back within ten minutes."""
    number, where = _pressed(heard)
    item = duties.undo(heard.session, heard.speaker, number, heard.knowledge.duties, heard.now)
    return _again(heard, number, where), Toast(texts.undone(item))


def tick(heard: Heard) -> Answers:
    """A step changes between ☐ and ☑ in the same message."""
    number, _, step = heard.fact.partition(",")
    duties.tick(heard.session, heard.speaker, int(number), int(step), heard.knowledge.duties, heard.now)
    return _card(heard, int(number))


def ask_stationing(heard: Heard) -> Reply:
    """Asks for the 进驻日; /stationed 10月25日 says it at once."""
    if heard.fact and heard.update.callback_query is None:
        return _station(heard, heard.fact)
    known = duties.known_stationing(heard.session, heard.speaker)
    dialogues.ask(heard.session, heard.speaker.telegram_id, "duties.stationing", heard.now, _PATIENCE)
    return Reply(texts.ask_stationing_day(known, heard.today))


def hear_stationing(heard: Heard) -> Reply:
    """The 进驻日 in words; 取消 leaves it as it was."""
    if heard.words in refusals.CANCEL_WORDS:
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(refusals.CANCELLED)
    return _station(heard, heard.words)


def _station(heard: Heard, words: str) -> Reply:
    day = duties.day_said(words, heard.today)
    passed = duties.set_stationing(heard.session, heard.speaker, day, heard.knowledge.duties, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.stationed(duties.own_or_named(heard.speaker.team), day, passed, heard.today))


def _blocks(heard: Heard, team: TeamView, period: Period) -> Reply:
    found = duties.blocks(heard.session, heard.speaker, team, heard.knowledge.duties, period, heard.now)
    span = duties.days_of(period, heard.today)
    text = texts.blocks(found, team, period, span, heard.today)
    return Reply(text, texts.blocks_buttons(found, team, period))


def _card(heard: Heard, number: int) -> Edit:
    item = duties.item(heard.session, heard.speaker, number, heard.knowledge.duties, heard.now)
    return Edit(texts.card(item, heard.now), texts.card_buttons(item, heard.now))


def _again(heard: Heard, number: int, where: str) -> Edit:
    """The message the button stood under, as it reads now."""
    return _card(heard, number) if where == texts.ON_CARD else _edited(show_today(heard))


def _pressed(heard: Heard) -> tuple[int, str]:
    number, _, where = heard.fact.partition(",")
    return int(number), where


def _edited(reply: Reply) -> Edit:
    return Edit(reply.text, reply.buttons)
