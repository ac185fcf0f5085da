"""The door in the chat: /start, the link, the name, and the captain's 通过."""

import re
from collections.abc import Sequence

from handlers.answers import Answer, Answers, Edit, Menu, Reply, Tell, Toast
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, joining, people, presence
from services.access import Role, Scope, Speaker
from services.joining import PREFIX, Applicant
from services.people import CITY_NAME, PostPlan, TeamUnknown
from texts import joining as texts
from texts import menu, refusals

_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_INTRODUCED = re.compile(r"^(?:我的名字[是叫]|我[是叫]|姓名|本人)[：: ]?")


def register(routes: Routes) -> None:
    """Commands, buttons and open questions of coming in."""
    routes.command("start", start)
    routes.command("me", show_me)
    routes.command("invite", choose_role)
    routes.press("joining.informed", mark_informed)
    routes.press("joining.admit", admit)
    routes.press("joining.decline", decline)
    routes.press("joining.link", ask_scope)
    routes.topic("joining.name", hear_name)
    routes.topic("joining.scope", hear_scope, cancels=True)
    routes.refusal(joining.AlreadyDecided, lambda refusal, heard: texts.already_decided(refusal, heard.now))
    routes.refusal(joining.LinkUnusable, lambda refusal, _: texts.link_unusable(refusal.why))
    routes.refusal(joining.AlreadySomebody, lambda refusal, _: texts.already_somebody(refusal))
    routes.refusal(joining.NotTheirsToGive, lambda refusal, _: texts.not_theirs_to_give(refusal.role))


def start(heard: Heard) -> Answers:
    """A link opens the door; a member is greeted; a stranger is told what a stranger may do."""
    presence.back(heard.session, heard.speaker.telegram_id, heard.now)
    linked = heard.fact.startswith(PREFIX)
    if linked and (heard.speaker.is_stranger or joining.is_personal(heard.session, heard.fact)):
        return open_link(heard)
    if heard.speaker.is_stranger:
        return Reply(texts.welcome_stranger(), keyboard=menu.keyboard(heard.speaker)), _menu(heard.speaker)
    greeted = _greet(heard.speaker)
    if not linked:
        return greeted
    return Reply(texts.link_not_needed(joining.standing(heard.session, heard.fact, heard.now))), *greeted


def open_link(heard: Heard) -> Answers:
    """A personal link lets its person in at once; any other asks for the name."""
    number = heard.speaker.telegram_id
    application = joining.knock(heard.session, number, heard.fact, heard.now)
    if application is None:
        return _greet(people.speakers(heard.session, [(number, heard.speaker.name)])[number])
    dialogues.ask(heard.session, number, "joining.name", heard.now, application_id=application)
    return Reply(texts.ask_name())


def show_me(heard: Heard) -> Reply:
    """Who the assistant takes this person for."""
    if heard.speaker.is_stranger:
        return Reply(texts.welcome_stranger())
    return Reply(texts.greeting(heard.speaker), keyboard=menu.keyboard(heard.speaker))


def mark_informed(heard: Heard) -> Answers:
    """知道了."""
    people.inform(heard.session, heard.speaker, heard.now)
    return Toast(texts.informed()), Edit(texts.privacy_notice())


def hear_name(heard: Heard) -> Answers:
    """The name goes to whoever may let the applicant in, nearest first."""
    name = _INTRODUCED.sub("", heard.words)
    if not _NAME.fullmatch(name):
        return Reply(texts.name_unfit())
    facts = heard.asked.facts if heard.asked else {}
    applicant = joining.give_name(heard.session, int(str(facts["application_id"])), name, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    judges = _judges(heard, applicant)
    if not judges:
        return Reply(texts.nobody_to_admit(applicant))
    text, buttons = texts.application(applicant), texts.application_buttons(applicant)
    cards = [Tell(one, f"application:{applicant.application_id}:{one}", text, buttons) for one in judges]
    return [Reply(texts.waiting(applicant)), *cards]


def admit(heard: Heard) -> Answers:
    """The applicant is in and told so; the card says who let them in."""
    applicant = joining.admit(heard.session, heard.speaker, int(heard.fact), heard.now)
    [newcomer] = people.speakers(heard.session, [(applicant.telegram_id, applicant.name)]).values()
    key = f"admitted:{applicant.application_id}"
    return (
        Edit(texts.admitted(applicant, heard.speaker.name)),
        Tell(applicant.telegram_id, key, texts.you_are_in(applicant), keyboard=menu.keyboard(newcomer)),
        Tell(applicant.telegram_id, f"{key}:notice", texts.privacy_notice(), texts.notice_buttons()),
        Menu(applicant.telegram_id, menu.commands(newcomer)),
    )


def decline(heard: Heard) -> Answers:
    """The applicant stays outside and is told so."""
    applicant = joining.decline(heard.session, heard.speaker, int(heard.fact), heard.now)
    key = f"declined:{applicant.application_id}"
    return (
        Edit(texts.declined(applicant, heard.speaker.name)),
        Tell(applicant.telegram_id, key, texts.you_stay_out(applicant)),
    )


def choose_role(heard: Heard) -> Reply:
    """Who is to be invited: the roles this person may hand out."""
    roles = joining.require_inviter(heard.speaker)
    return Reply(texts.whom_to_invite(), texts.role_buttons(roles))


def ask_scope(heard: Heard) -> Answers:
    """A captain's links lead into the own team; others say where."""
    role = heard.fact.one_of(Role)
    captain_of = heard.speaker.team
    if heard.speaker.roles == {Role.CAPTAIN} and captain_of is not None:
        return _link(heard, PostPlan(role, Scope.TEAM, captain_of.town))
    dialogues.ask(heard.session, heard.speaker.telegram_id, "joining.scope", heard.now, role=role)
    return Edit(texts.which_scope(role))


def hear_scope(heard: Heard) -> Answers:
    """The town, district or city the post is for."""
    facts = heard.asked.facts if heard.asked else {}
    role = Role(str(facts["role"]))
    try:
        plan = _plan(heard, role)
    except TeamUnknown as unknown:
        return Reply(refusals.town_unknown(unknown.town, heard.knowledge.places.nearest_towns(unknown.town)[:3]))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return _link(heard, plan)


def _plan(heard: Heard, role: Role) -> PostPlan:
    said = heard.words
    if said == CITY_NAME:
        return PostPlan(role, Scope.CITY, CITY_NAME)
    if said in {team.district for team in heard.knowledge.places.teams}:
        return PostPlan(role, Scope.DISTRICT, said)
    if role is Role.DEPARTMENT:
        return PostPlan(role, Scope.DEPARTMENT, said)
    return PostPlan(role, Scope.TEAM, people.team_of_town(heard.session, said).town)


def _link(heard: Heard, plan: PostPlan) -> Reply:
    made = joining.invite(heard.session, heard.speaker, plan, heard.now)
    address = f"https://t.me/{heard.bot.username}?start={made.word}"
    return Reply(texts.link(made, address, plan.role, plan.scope_name))


def _judges(heard: Heard, applicant: Applicant) -> list[int]:
    for role in (Role.CAPTAIN, Role.OFFICE, Role.ADMIN):
        found = [one.telegram_id for one in people.holders(heard.session, role, applicant.team) if one.telegram_id]
        if found:
            return found
    return []


def _greet(speaker: Speaker) -> Sequence[Answer]:
    greeting = Reply(texts.greeting(speaker), keyboard=menu.keyboard(speaker))
    notice = [] if speaker.informed else [Reply(texts.privacy_notice(), texts.notice_buttons())]
    return [greeting, *notice, _menu(speaker)]


def _menu(speaker: Speaker) -> Menu:
    return Menu(speaker.telegram_id, menu.commands(speaker))
