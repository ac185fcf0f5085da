"""How a team arranges its duties in the chat: who does one, what is left out, what is added."""

from markupsafe import Markup

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.forms import Guide, Question, Sheet
from handlers.heard import Heard
from handlers.routes import Routes
from services import duties, people
from services.duties import DueRule, arranging, cadence_words, ending, history, ruling, templates
from services.duties.arranging import NewDuty
from services.work import WorkError
from texts import duty_plans as texts


class AnswerUnfit(WorkError):
    """An answer of the form that cannot be taken; `why` is what is said back."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def register(routes: Routes) -> None:
    """The command, the steps, and the buttons of the cards."""
    routes.command("duty_new", start)
    routes.press("duties.arrange", choose)
    routes.press("duties.hand", hand_over)
    routes.press("duties.leave_out", leave_out)
    routes.press("duties.take_up", take_up)
    routes.press("duties.end", end)
    routes.press("duties.revive", revive)
    routes.press("duties.rule", rule)
    routes.press("duties.history", show_history)
    routes.occasion(templates.CHANGED, say_changed)
    GUIDE.join(routes)
    routes.refusal(AnswerUnfit, lambda refusal, _: refusal.why)


def start(heard: Heard) -> Answers:
    """The steps of a new duty, or an unfinished draft."""
    return GUIDE.start(heard)


def choose(heard: Heard) -> Edit:
    """Who could do it."""
    item = arranging.arrangeable(heard.session, heard.speaker, int(heard.fact), heard.knowledge.duties, heard.now)
    colleagues = arranging.colleagues(heard.session, heard.speaker, item)
    ends, rules = ending.may_end(heard.speaker, item.duty), ruling.may_rule(heard.speaker)
    return Edit(texts.arranging(item), texts.arranging_buttons(item, colleagues, ends=ends, rules=rules))


def hand_over(heard: Heard) -> Answers:
    """From now on this member does it."""
    number, _, member = heard.fact.partition(",")
    item = arranging.arrangeable(heard.session, heard.speaker, int(number), heard.knowledge.duties, heard.now)
    taker = arranging.hand_over(heard.session, heard.speaker, item, int(member), heard.now)
    return Edit(texts.handed(item, taker.name)), Toast(texts.handed(item, taker.name))


def leave_out(heard: Heard) -> Answers:
    """The team does not do it any more."""
    item = arranging.arrangeable(heard.session, heard.speaker, int(heard.fact), heard.knowledge.duties, heard.now)
    arranging.leave_out(heard.session, heard.speaker, item, heard.now)
    return Edit(texts.left_out(item)), Toast(texts.left_out(item))


def take_up(heard: Heard) -> Answers:
    """The team does it again."""
    team = duties.own_or_named(heard.speaker.team)
    out = arranging.left_out(heard.session, team, heard.knowledge.duties)
    duty = next((one for one in out if one.id == heard.fact), None)
    if duty is None:
        raise duties.DutyGone
    arranging.take_up(heard.session, heard.speaker, team, duty.id, heard.now)
    return Toast(texts.taken_up(duty)), Reply(texts.taken_up(duty))


def end(heard: Heard) -> Edit:
    """A duty made in the chat is done by nobody any more."""
    duty = ending.end(heard.session, heard.speaker, heard.fact, heard.now)
    return Edit(texts.ended(duty), texts.ended_buttons(duty))


def revive(heard: Heard) -> Edit:
    """It is done again."""
    return Edit(texts.taken_up(ending.revive(heard.session, heard.speaker, heard.fact, heard.now)))


def rule(heard: Heard) -> Edit:
    """Where its due days go that lie on days off, for all teams."""
    duty_id, _, number = heard.fact.partition(",")
    wanted = DueRule(texts.RULES[number.below(len(texts.RULES))])
    duty = ruling.rule(heard.session, heard.speaker, duty_id, wanted, heard.knowledge.duties, heard.now)
    return Edit(texts.ruled(duty))


def show_history(heard: Heard) -> Edit:
    """Who changed what of a team's duties."""
    team = people.team_of_town(heard.session, heard.fact)
    found = history.changes(heard.session, heard.speaker, team, heard.knowledge.duties)
    return Edit(texts.history(found, team, heard.today), texts.history_buttons(team))


def say_changed(due: Due) -> Reply | None:
    """Tells a captain once what changed in the list of duties."""
    found = templates.changes_of(due.session, due.subject)
    return Reply(texts.template_changed(found)) if found else None


def _new(sheet: Sheet) -> NewDuty:
    rule = sheet.said("rule") or texts.RULES[0]
    return NewDuty(sheet.said("role"), sheet.said("name"), cadence_words.read(sheet.said("cadence")), rule)


def _read_role(_sheet: Sheet, words: str) -> object:
    if words not in texts.ROLES:
        raise AnswerUnfit(texts.not_a_role())
    return words


def _read_name(_sheet: Sheet, words: str) -> object:
    if not 2 <= len(words) <= texts.MOST_NAME:
        raise AnswerUnfit(texts.unnamed())
    return words


def _read_cadence(_sheet: Sheet, words: str) -> object:
    cadence_words.read(words)
    return words


def _read_rule(_sheet: Sheet, words: str) -> object:
    if words not in texts.RULES:
        raise AnswerUnfit(texts.ASK_RULE)
    return words


def _ask_save(sheet: Sheet) -> Markup:
    heard, new = sheet.heard, _new(sheet)
    found = arranging.preview(heard.session, heard.speaker, new, heard.today)
    return texts.ask_save(new, found, heard.today)


def _read_save(_sheet: Sheet, words: str) -> object:
    if words != texts.SAVE:
        raise AnswerUnfit(texts.NOT_SAVED)
    return True


def _finish(sheet: Sheet) -> Answers:
    duty = arranging.add(sheet.heard.session, sheet.heard.speaker, _new(sheet), sheet.heard.now)
    return Reply(texts.saved(duty))


def _require(heard: Heard) -> None:
    arranging.require_adding(heard.speaker)


def _about(sheet: Sheet) -> str:
    return texts.about(sheet.said("name"))


GUIDE = Guide(
    name="duties.form",
    title=texts.TITLE,
    questions=(
        Question("role", optional=False, ask=lambda _: texts.ASK_ROLE, read=_read_role, offer=lambda _: texts.ROLES),
        Question("name", optional=False, ask=lambda _: texts.ASK_NAME, read=_read_name),
        Question(
            "cadence", optional=False, ask=lambda _: texts.ASK_CADENCE, read=_read_cadence,
            offer=lambda _: texts.CADENCES,
        ),
        Question("rule", ask=lambda _: texts.ASK_RULE, read=_read_rule, offer=lambda _: texts.RULES),
        Question("save", optional=False, ask=_ask_save, read=_read_save, offer=lambda _: (texts.SAVE,)),
    ),
    require=_require,
    finish=_finish,
    about=_about,
)  # fmt: skip
