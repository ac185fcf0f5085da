"""How a person comes in: a single-use link, a name, and the captain's 通过 (H1)."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from db.models import Application, Invite, Member
from services import access, people
from services.access import Action, Role, Scope, Speaker, TeamView
from services.people import PostPlan
from services.work import ButtonStale, WorkError

LINK_DAYS = 7
PREFIX = "inv_"

_INVITABLE: dict[Role, frozenset[Role]] = {
    Role.CAPTAIN: frozenset({Role.MEMBER, Role.FIRST_SECRETARY}),
    Role.OFFICE: frozenset(Role) - {Role.ADMIN},
    Role.ADMIN: frozenset(Role),
}


# How people ask to be let in: 我是上饶镇队员，怎么加入 / 怎么注册账号. What they would join is the assistant or a team:
# where any other word is left, as in 怎么加入合作社, it is a question of policy.
_COMING_IN = re.compile("加入|加进|入队|进队|入群|进群|进来|注册|登录|登陆|绑定|开通|认证|成为队员")
_WHO_I_AM = re.compile("我们?是[^，,。？?！! ]{1,20}(?=[，,。！! ])")
_BESIDE = re.compile(
    "请问|您好|你好|刚来|新来|报到|我们?|本人|咱们|你们|大家|队员|成员|新人|第一书记|想|也|要|该|应该|需要|是|怎么|怎样|如何|才|能不能|能|可不可以"
    "|可以|哪里|哪儿|哪|在|从|去|申请|报名|办理?|手续|流程|步骤|什么|一下|这个|那个|潮州|驻镇|帮扶|工作队|队伍|队|助手|系统|机器人|小程序|平台"
    "|账号|帐号|身份|权限|群|里|中|到|的|了|吗|呢|啊|呀|吧|使用|用|[，,。？?！! ]"
)
_LINK = re.compile("(?:邀请|加入)的?(?:链接|连接|码|二维码)")


class LinkUnusable(WorkError):
    """`why` is unknown, used or expired."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AlreadySomebody(WorkError):
    """Whoever opened the personal link of `invited` is already known as `name`; the link stays unused."""

    def __init__(self, name: str, invited: str) -> None:
        super().__init__(name, invited)
        self.name = name
        self.invited = invited


class NotTheirsToGive(WorkError):
    """The inviter may not hand out this role."""

    def __init__(self, role: Role) -> None:
        super().__init__(role)
        self.role = role


class AlreadyDecided(WorkError):
    """The application was settled before; `decision` is admitted or declined."""

    def __init__(self, decision: str, decided_at: datetime) -> None:
        super().__init__(decision)
        self.decision = decision
        self.decided_at = decided_at


@dataclass(frozen=True)
class Link:
    """The word of a link and until when it opens."""

    word: str
    expires_at: datetime


@dataclass(frozen=True)
class Applicant:
    """Somebody at the door, with the post the link promises."""

    application_id: int
    telegram_id: int
    name: str
    role: Role
    scope_name: str
    team: TeamView | None


def invitable_roles(speaker: Speaker) -> tuple[Role, ...]:
    """The roles this person may hand out, in the order of H2."""
    mine = frozenset().union(*(_INVITABLE.get(role, frozenset()) for role in speaker.roles))
    return tuple(role for role in Role if role in mine)


def require_inviter(speaker: Speaker) -> tuple[Role, ...]:
    """The roles this person may hand out; NotAllowed where there are none."""
    roles = invitable_roles(speaker)
    if not roles:
        raise access.NotAllowed(Action.INVITE, speaker.team)
    return roles


def invite(session: Session, speaker: Speaker, plan: PostPlan, now: datetime) -> Link:
    """A new single-use link into this post, open for seven days; only its hash is kept."""
    team = people.team_of_town(session, plan.scope_name) if plan.scope is Scope.TEAM else None
    access.require(speaker, Action.INVITE, team)
    if plan.role not in invitable_roles(speaker):
        raise NotTheirsToGive(plan.role)
    link, row = _new_link(plan, now)
    session.add(Invite(**row, made_by=speaker.member_id))
    return link


def invite_known(session: Session, posts: Sequence[tuple[int, PostPlan]], now: datetime) -> list[Link]:
    """A personal link for each member (by number), who need not be let in by anybody: the office has named them."""
    made = [_new_link(plan, now) for _, plan in posts]
    if made:
        rows = [{**row, "member_id": number} for (number, _), (_, row) in zip(posts, made, strict=True)]
        session.execute(insert(Invite), rows)
    return [link for link, _ in made]


def is_personal(session: Session, word: str) -> bool:
    """Whether this link was made for one known person."""
    found = session.scalar(select(Invite.member_id).where(Invite.word_hash == _hash(word)))
    return found is not None


def standing(session: Session, word: str, now: datetime) -> str:
    """Whether a link still opens: "open", else "unknown", "used" or "expired"."""
    return _standing(session.scalar(select(Invite).where(Invite.word_hash == _hash(word))), now)


def _standing(link: Invite | None, now: datetime) -> str:
    if link is None:
        return "unknown"
    if link.used_by is not None:
        return "used"
    return "expired" if link.expires_at <= now else "open"


def is_asked(words: str) -> bool:
    """Whether the words ask how one joins."""
    if _LINK.search(words):
        return True
    rest, asked = _COMING_IN.subn("", _WHO_I_AM.sub("", words))
    return asked > 0 and not _BESIDE.sub("", rest)


def knock(session: Session, telegram_id: int, word: str, now: datetime) -> int | None:
    """The link is used up by this person, who is an applicant now; the same person may open it again.

    None for a personal link: its member is in from now on. Refuses (AlreadySomebody) who is known as somebody else.
    """
    link = session.scalar(select(Invite).where(Invite.word_hash == _hash(word)))
    mine = link is not None and link.used_by == telegram_id
    why = "open" if mine else _standing(link, now)
    if link is None or why != "open":
        raise LinkUnusable(why)
    if link.member_id is not None:
        _let_in(session, link, session.get_one(Member, link.member_id), telegram_id, now)
        return None
    return _application(session, link, telegram_id, now).id


def give_name(session: Session, application_id: int, name: str, now: datetime) -> Applicant:
    """The applicant is known by this name."""
    application = session.get_one(Application, application_id)
    _refuse_decided(application, now)
    application.name = name
    return _applicant(session, application)


def admit(session: Session, speaker: Speaker, application_id: int, now: datetime) -> Applicant:
    """The applicant holds the post; AlreadyDecided on a second tap, whoever makes it."""
    applicant = _decide(session, speaker, application_id, "admitted", now)
    invite_row = session.get_one(Invite, session.get_one(Application, application_id).invite_id)
    plan = PostPlan(applicant.role, Scope(invite_row.scope), applicant.scope_name)
    people.enlist(session, applicant.telegram_id, applicant.name, [plan], now)
    return applicant


def decline(session: Session, speaker: Speaker, application_id: int, now: datetime) -> Applicant:
    """The applicant stays outside and is told so."""
    return _decide(session, speaker, application_id, "declined", now)


def _decide(session: Session, speaker: Speaker, application_id: int, decision: str, now: datetime) -> Applicant:
    application = session.get(Application, application_id)
    if application is None:
        raise ButtonStale
    applicant = _applicant(session, application)
    access.require(speaker, Action.ADMIT, applicant.team)
    won = session.scalar(
        update(Application)
        .where(Application.id == application_id, Application.decision.is_(None))
        .values(decision=decision, decided_by=speaker.member_id, decided_at=now)
        .returning(Application.id)
    )
    if won is None:
        session.refresh(application)
        _refuse_decided(application, now)
    return applicant


def _refuse_decided(application: Application, now: datetime) -> None:
    if application.decision is not None:
        raise AlreadyDecided(application.decision, application.decided_at or now)


def _let_in(session: Session, link: Invite, member: Member, telegram_id: int, now: datetime) -> None:
    """The named person has this Telegram number from now on.

    1. A number that another member holds is refused; one who has left holds it no longer.
    2. Of two who open the same link at once, the one whose update finds the number still empty is in.
    """
    if member.left_at is not None:
        raise LinkUnusable("unknown")
    _free_number(session, telegram_id, member)
    free = or_(Member.telegram_id.is_(None), Member.telegram_id == telegram_id)
    values = {"telegram_id": telegram_id, "joined_at": member.joined_at or now}
    taken = update(Member).where(Member.id == member.id, free).values(values).returning(Member.id)
    if session.scalar(taken) is None:
        raise LinkUnusable("used")
    link.used_by, link.used_at = telegram_id, link.used_at or now
    session.flush()


def _free_number(session: Session, telegram_id: int, invited: Member) -> None:
    holder = session.scalar(select(Member).where(Member.telegram_id == telegram_id, Member.id != invited.id))
    if holder is None:
        return
    if holder.left_at is None:
        raise AlreadySomebody(holder.name, invited.name)
    holder.telegram_id = None
    session.flush()


def _new_link(plan: PostPlan, now: datetime) -> tuple[Link, dict[str, object]]:
    """The link, and the row that knows its hash."""
    link = Link(PREFIX + secrets.token_urlsafe(16), now + timedelta(days=LINK_DAYS))
    row: dict[str, object] = {
        "word_hash": _hash(link.word),
        "role": plan.role,
        "scope": plan.scope,
        "scope_name": plan.scope_name,
        "made_at": now,
        "expires_at": link.expires_at,
    }
    return link, row


def _application(session: Session, link: Invite, telegram_id: int, now: datetime) -> Application:
    found = session.scalar(select(Application).where(Application.invite_id == link.id))
    if found is None:
        link.used_by, link.used_at = telegram_id, now
        found = Application(invite_id=link.id, telegram_id=telegram_id, applied_at=now)
        session.add(found)
        session.flush()
    return found


def _applicant(session: Session, application: Application) -> Applicant:
    link = session.get_one(Invite, application.invite_id)
    team = people.team_of_town(session, link.scope_name) if link.scope == Scope.TEAM else None
    return Applicant(
        application.id, application.telegram_id, application.name or "", Role(link.role), link.scope_name, team
    )


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
