"""Duties in the chat: the digest, today's list, the five blocks, finishing and undoing, 进驻日."""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, duties, people
from services.access import TeamView
from services.duties import DutyRole, Period, across, arranging
from texts import duties as texts
from texts import duty_pictures as picture_texts
from texts import duty_plans as plan_texts
from texts import menu

_PATIENCE = timedelta(minutes=30)
_LONGEST_AGO = 1000
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
    routes.press("duties.late", ask_late)
    routes.press("duties.late_day", take_late_day)
    routes.press("duties.wait", ask_until)
    routes.press("duties.until", take_until)
    routes.press("duties.stationing", ask_stationing)
    routes.topic("duties.late", hear_late, cancels=True)
    routes.topic("duties.until", hear_until, cancels=True)
    routes.topic("duties.stationing", hear_stationing, cancels=True)
    routes.occasion(duties.DIGEST, say_digest)
    routes.occasion(duties.QUESTION, say_question)
    routes.occasion(duties.RETURN, say_returned)
    routes.refusal(duties.DutyRefusal, lambda refusal, heard: texts.refused(refusal, heard.today))


def say_digest(due: Due) -> Reply | None:
    """The digest as things stand at the moment of sending; nothing where nothing is open any more."""
    if not duties.is_still_due(due.session, due.speaker, date.fromisoformat(due.subject), due.today):
        return None
    view = duties.agenda(due.session, due.speaker, due.knowledge.duties, due.now)
    return Reply(texts.agenda(view, due.now), texts.agenda_buttons(view, due.now))


def say_question(due: Due) -> Reply | None:
    """Asks a captain for the 进驻日, unless it was said meanwhile."""
    team = due.speaker.team
    if team is None or duties.stationed_on(due.session, team) is not None:
        return None
    return Reply(texts.ask_stationing(team), texts.stationing_buttons())


def say_returned(due: Due) -> Reply | None:
    """What was put off to this hour, unless it is done."""
    item = duties.item(due.session, due.speaker, int(due.subject), due.knowledge.duties, due.now)
    if item.is_done:
        return None
    return Reply(texts.returned(item, due.today), texts.card_buttons(item, due.now))


def show_today(heard: Heard) -> Reply:
    """The same list as the digest, at once."""
    view = duties.agenda(heard.session, heard.speaker, heard.knowledge.duties, heard.now)
    return Reply(texts.agenda(view, heard.now), texts.agenda_buttons(view, heard.now))


def turn_to_agenda(heard: Heard) -> Edit:
    """Back to the list, in the same message."""
    return _edited(show_today(heard))


def show_blocks(heard: Heard) -> Reply:
    """/duties, of the own team or of the town named behind it."""
    if not heard.fact and heard.speaker.team is None and not heard.speaker.is_stranger:
        return _across(heard)
    team = people.team_of_town(heard.session, heard.fact) if heard.fact else heard.speaker.team
    return _blocks(heard, duties.own_or_named(team), Period.NOW)


def turn_to_blocks(heard: Heard) -> Edit:
    """Another period in the same message."""
    period, _, town = heard.fact.partition(",")
    return _edited(_blocks(heard, people.team_of_town(heard.session, town), period.one_of(Period)))


def open_role(heard: Heard) -> Edit:
    """One role's duties with their windows, in the same message."""
    name, _, town = heard.fact.partition(",")
    team = people.team_of_town(heard.session, town)
    found = duties.blocks(heard.session, heard.speaker, team, heard.knowledge.duties, Period.NOW, heard.now)
    [block] = [one for one in found if one.role is DutyRole[name.among(DutyRole.__members__)]]
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


def ask_late(heard: Heard) -> Reply:
    """Asks on which day it was really done, and why late."""
    item = duties.open_item(heard.session, heard.speaker, _pressed(heard)[0], heard.knowledge.duties, heard.now)
    _ask(heard, "duties.late", occurrence=item.occurrence.id)
    return Reply(texts.ask_late(item, heard.today), texts.late_days(item))


def take_late_day(heard: Heard) -> Answers:
    """The day was pressed; a reason is asked for where it was really late."""
    number, _, ago = heard.fact.partition(",")
    return _finish_late(heard, int(number), heard.today - timedelta(days=ago.below(_LONGEST_AGO)), None)


def hear_late(heard: Heard) -> Answers:
    """Day and reason in one sentence, or one after the other."""
    facts = heard.asked.facts if heard.asked else {}
    number, known = int(str(facts["occurrence"])), facts.get("done_on")
    if known:
        return _finish_late(heard, number, date.fromisoformat(str(known)), heard.words)
    said = duties.done(heard.words, heard.today)
    return _finish_late(heard, number, said.day, said.reason)


def ask_until(heard: Heard) -> Edit:
    """When it is to be told of again."""
    item = duties.open_item(heard.session, heard.speaker, int(heard.fact), heard.knowledge.duties, heard.now)
    return Edit(texts.ask_until(item, heard.today), texts.until_buttons(item))


def take_until(heard: Heard) -> Answers:
    """A usual time was pressed, or another day is to be said."""
    number, _, when = heard.fact.partition(",")
    if when == texts.OTHER_DAY:
        _ask(heard, "duties.until", occurrence=int(number))
        return Reply(texts.ask_day())
    return _put_off(heard, int(number), duties.day_of_until(when.one_of(duties.Until), heard.today), None)


def hear_until(heard: Heard) -> Answers:
    """The day in words, or the reason for a further putting off."""
    facts = heard.asked.facts if heard.asked else {}
    number, known = int(str(facts["occurrence"])), facts.get("until")
    if known:
        return _put_off(heard, number, date.fromisoformat(str(known)), heard.words)
    return _put_off(heard, number, duties.day_ahead(heard.words, heard.today), None)


def ask_stationing(heard: Heard) -> Reply:
    """Asks for the 进驻日; /stationed 10月25日 says it at once."""
    if heard.fact and heard.update.callback_query is None:
        return _station(heard, heard.fact)
    known = duties.known_stationing(heard.session, heard.speaker)
    _ask(heard, "duties.stationing")
    return Reply(texts.ask_stationing_day(known, heard.today))


def hear_stationing(heard: Heard) -> Reply:
    """The 进驻日 in words; 取消 leaves it as it was."""
    return _station(heard, heard.words)


def _station(heard: Heard, words: str) -> Reply:
    day = duties.day_done(words, heard.today)
    passed = duties.set_stationing(heard.session, heard.speaker, day, heard.knowledge.duties, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.stationed(duties.own_or_named(heard.speaker.team), day, passed, heard.today))


def _finish_late(heard: Heard, number: int, done_on: date, reason: str | None) -> Edit | Reply:
    try:
        item = duties.finish_late(
            heard.session, heard.speaker, number, done_on, reason, heard.knowledge.duties, heard.now
        )
    except duties.NeedsLateReason as missing:
        _ask(heard, "duties.late", occurrence=number, done_on=done_on.isoformat())
        return _answer(heard, texts.refused(missing, heard.today))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return _answer(heard, texts.finished_late(item, heard.today))


def _put_off(heard: Heard, number: int, until: date, reason: str | None) -> Edit | Reply:
    known = heard.knowledge
    try:
        done = duties.put_off(heard.session, heard.speaker, number, until, known.duties, known.hours, heard.now, reason)
    except duties.NeedsReason as missing:
        _ask(heard, "duties.until", occurrence=number, until=until.isoformat())
        return _answer(heard, texts.refused(missing, heard.today))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return _answer(heard, texts.put_off(done, heard.today))


def _ask(heard: Heard, topic: str, **facts: object) -> None:
    dialogues.ask(heard.session, heard.speaker.telegram_id, topic, heard.now, _PATIENCE, **facts)


def _answer(heard: Heard, text: Markup | str) -> Edit | Reply:
    """In the pressed message, or below the person's words."""
    if heard.update.callback_query is None:
        return Reply(text)
    return Edit(text, texts.back_to_agenda())


def _blocks(heard: Heard, team: TeamView, period: Period) -> Reply:
    found = duties.blocks(heard.session, heard.speaker, team, heard.knowledge.duties, period, heard.now)
    span = duties.days_of(period, heard.today)
    text = texts.blocks(found, team, period, span, heard.today)
    buttons = texts.blocks_buttons(found, team, period)
    buttons += ((*picture_texts.month_button(team, period), plan_texts.history_button(team)),)
    if heard.speaker.team == team:
        buttons += plan_texts.take_up_buttons(arranging.left_out(heard.session, team, heard.knowledge.duties))
    return Reply(text, buttons)


def _across(heard: Heard) -> Reply:
    found = across.across(heard.session, heard.speaker, heard.knowledge.duties, heard.now)
    return Reply(picture_texts.across(found, heard.today), picture_texts.across_buttons())


def _card(heard: Heard, number: int) -> Edit:
    item = duties.item(heard.session, heard.speaker, number, heard.knowledge.duties, heard.now)
    does, arranges = duties.may_finish(heard.speaker, item), arranging.may_arrange(heard.speaker, item)
    buttons = texts.card_buttons(item, heard.now, finishing=does, arranging=arranges)
    return Edit(texts.card(item, heard.now), buttons)


def _again(heard: Heard, number: int, where: str) -> Edit:
    """The message the button stood under, as it reads now."""
    return _card(heard, number) if where == texts.ON_CARD else _edited(show_today(heard))


def _pressed(heard: Heard) -> tuple[int, str]:
    number, _, where = heard.fact.partition(",")
    return int(number), where


def _edited(reply: Reply) -> Edit:
    return Edit(reply.text, reply.buttons)
