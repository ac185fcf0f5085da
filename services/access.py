"""The one gate: which role may do what, and where."""

from dataclasses import dataclass, field
from enum import StrEnum

from services.work import WorkError


class Role(StrEnum):
    """The posts of H2."""

    MEMBER = "member"
    FIRST_SECRETARY = "first_secretary"
    CAPTAIN = "captain"
    PARTY_SECRETARY = "party_secretary"
    DEPARTMENT = "department"
    INSPECTOR = "inspector"
    OFFICE = "office"
    EDITOR = "editor"
    ADMIN = "admin"


class Scope(StrEnum):
    """How far a post reaches."""

    TEAM = "team"
    DISTRICT = "district"
    DEPARTMENT = "department"
    CITY = "city"


class Action(StrEnum):
    """Everything somebody may be allowed to do."""

    ASK_POLICY = "ask_policy"
    ANSWER_QUESTION = "answer_question"
    EDIT_KNOWLEDGE = "edit_knowledge"
    WRITE_FEEDBACK = "write_feedback"
    ANSWER_FEEDBACK = "answer_feedback"
    RECORD_VISIT = "record_visit"
    LIST_VISITS = "list_visits"
    CORRECT_VISIT = "correct_visit"
    LOOK_AT_VISIT = "look_at_visit"
    SEE_DUTIES = "see_duties"
    FINISH_DUTY = "finish_duty"
    ARRANGE_DUTIES = "arrange_duties"
    SET_STATIONING = "set_stationing"
    TAKE_LEAVE = "take_leave"
    IMPORT_CALENDAR = "import_calendar"
    INVITE = "invite"
    ADMIT = "admit"
    SEND_NOTICE = "send_notice"
    SEE_STATUS = "see_status"
    READ_NOTICES = "read_notices"
    BIND_GROUP = "bind_group"
    RAISE_ISSUE = "raise_issue"
    SEE_ISSUES = "see_issues"
    HANDLE_ISSUE = "handle_issue"
    COORDINATE_ISSUE = "coordinate_issue"
    SUPERVISE_ISSUE = "supervise_issue"
    RUN_TALK = "run_talk"
    SPEAK_AT_TALK = "speak_at_talk"
    JOIN_TALK = "join_talk"
    WRITE_HIGHLIGHT = "write_highlight"
    COMMENT_HIGHLIGHT = "comment_highlight"
    READ_HIGHLIGHTS = "read_highlights"


_STATIONED = frozenset({Role.MEMBER, Role.FIRST_SECRETARY, Role.CAPTAIN})
_ABOVE = frozenset({Role.OFFICE, Role.INSPECTOR})
EVERYBODY = frozenset(Role)

# The table of rights: action × role; a post's scope says where. docs/rights.md is printed from it.
RIGHTS: dict[Action, frozenset[Role]] = {
    Action.ASK_POLICY: EVERYBODY,
    Action.ANSWER_QUESTION: frozenset({Role.OFFICE, Role.EDITOR, Role.DEPARTMENT}),
    Action.EDIT_KNOWLEDGE: frozenset({Role.EDITOR}),
    Action.WRITE_FEEDBACK: EVERYBODY,
    Action.ANSWER_FEEDBACK: frozenset({Role.OFFICE, Role.ADMIN}),
    Action.RECORD_VISIT: _STATIONED,
    Action.LIST_VISITS: _STATIONED | _ABOVE | {Role.PARTY_SECRETARY},
    Action.CORRECT_VISIT: _STATIONED,
    Action.LOOK_AT_VISIT: frozenset({Role.CAPTAIN}),
    Action.SEE_DUTIES: _STATIONED | _ABOVE | {Role.PARTY_SECRETARY},
    Action.FINISH_DUTY: _STATIONED,
    Action.ARRANGE_DUTIES: frozenset({Role.CAPTAIN, Role.OFFICE}),
    Action.SET_STATIONING: frozenset({Role.CAPTAIN}),
    Action.TAKE_LEAVE: _STATIONED,
    Action.IMPORT_CALENDAR: frozenset({Role.ADMIN}),
    Action.INVITE: frozenset({Role.CAPTAIN, Role.OFFICE, Role.ADMIN}),
    Action.ADMIT: frozenset({Role.CAPTAIN, Role.OFFICE, Role.ADMIN}),
    Action.SEND_NOTICE: frozenset({Role.OFFICE, Role.ADMIN}),
    Action.SEE_STATUS: frozenset({Role.OFFICE, Role.ADMIN}),
    Action.READ_NOTICES: EVERYBODY,
    Action.BIND_GROUP: frozenset({Role.OFFICE, Role.ADMIN}),
    Action.RAISE_ISSUE: _STATIONED | _ABOVE | {Role.PARTY_SECRETARY},
    Action.SEE_ISSUES: _STATIONED | _ABOVE | {Role.PARTY_SECRETARY, Role.DEPARTMENT},
    Action.HANDLE_ISSUE: frozenset({Role.DEPARTMENT}),
    Action.COORDINATE_ISSUE: frozenset({Role.OFFICE}),
    Action.SUPERVISE_ISSUE: _ABOVE,
    Action.RUN_TALK: frozenset({Role.OFFICE}),
    Action.SPEAK_AT_TALK: frozenset({Role.CAPTAIN}),
    Action.JOIN_TALK: _STATIONED | _ABOVE | {Role.PARTY_SECRETARY, Role.DEPARTMENT},
    Action.WRITE_HIGHLIGHT: _STATIONED,
    Action.COMMENT_HIGHLIGHT: frozenset({Role.DEPARTMENT, Role.OFFICE}),
    Action.READ_HIGHLIGHTS: EVERYBODY,
}
PUBLIC = frozenset({Action.ASK_POLICY})

# How far a post of each role may reach (H2); where a role has two, the post itself says which.
SCOPES: dict[Role, tuple[Scope, ...]] = {
    Role.MEMBER: (Scope.TEAM,),
    Role.FIRST_SECRETARY: (Scope.TEAM,),
    Role.CAPTAIN: (Scope.TEAM,),
    Role.PARTY_SECRETARY: (Scope.TEAM,),
    Role.DEPARTMENT: (Scope.DEPARTMENT,),
    Role.INSPECTOR: (Scope.DISTRICT, Scope.CITY),
    Role.OFFICE: (Scope.DISTRICT, Scope.CITY),
    Role.EDITOR: (Scope.CITY,),
    Role.ADMIN: (Scope.CITY,),
}


@dataclass(frozen=True)
class TeamView:
    """A team as rights and sentences need it."""

    id: int
    town: str
    district: str
    kind: str
    town_class: str


@dataclass(frozen=True)
class PostView:
    """One role within one scope; `scope_name` is the town, district or department, 潮州市 for the city."""

    role: Role
    scope: Scope
    scope_name: str

    def covers(self, team: TeamView | None) -> bool:
        """Whether something that belongs to this team lies within the post; what belongs to no team lies in all."""
        if team is None or self.scope is Scope.CITY:
            return True
        return self.scope_name == (team.district if self.scope is Scope.DISTRICT else team.town)


@dataclass(frozen=True)
class Speaker:
    """Who is speaking; a stranger has neither `member_id` nor posts."""

    telegram_id: int
    name: str
    member_id: int | None = None
    team: TeamView | None = None
    posts: tuple[PostView, ...] = ()
    informed: bool = False
    roles: frozenset[Role] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(post.role for post in self.posts))

    @property
    def is_stranger(self) -> bool:
        """Nobody gave this person a post yet."""
        return not self.posts


class NotAllowed(WorkError):
    """`action` belongs to `roles`; `team` is where it was tried."""

    def __init__(self, action: Action, team: TeamView | None) -> None:
        super().__init__(action)
        self.action = action
        self.roles = tuple(role for role in Role if role in RIGHTS[action])
        self.team = team

    @property
    def named(self) -> tuple[Role, ...]:
        """Whom to turn to: administrators only where nobody else has the right."""
        return tuple(role for role in self.roles if role is not Role.ADMIN) or self.roles


def allows(speaker: Speaker, action: Action, team: TeamView | None = None) -> bool:
    """Whether one of the speaker's posts gives this right at this team."""
    if action in PUBLIC:
        return True
    return any(post.role in RIGHTS[action] and post.covers(team) for post in speaker.posts)


def require(speaker: Speaker, action: Action, team: TeamView | None = None) -> None:
    """Returns when allowed, else NotAllowed; called by services at the moment of the tap."""
    if not allows(speaker, action, team):
        raise NotAllowed(action, team)


@dataclass(frozen=True)
class Reach:
    """Where a right holds: in the whole city, or in these districts and towns."""

    city: bool
    districts: frozenset[str]
    towns: frozenset[str]


def reach(speaker: Speaker, action: Action) -> Reach:
    """Where this person may do this; for lists, which show just what their reader may see."""
    posts = [post for post in speaker.posts if post.role in RIGHTS[action]]
    return Reach(
        city=any(post.scope is Scope.CITY for post in posts),
        districts=frozenset(post.scope_name for post in posts if post.scope is Scope.DISTRICT),
        towns=frozenset(post.scope_name for post in posts if post.scope is Scope.TEAM),
    )
