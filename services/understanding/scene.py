"""Everything found in one sentence: villages, days, people, places, and the role of each piece."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.understanding import fields, roles, visits
from services.understanding.clauses import clauses
from services.understanding.dates import Direction, Found, Mention
from services.understanding.note import Kind
from services.understanding.people import companions, households
from services.understanding.roles import Role
from services.understanding.spans import Span, masked
from services.understanding.spots import spots
from services.understanding.villages import VillageHit, Villages

_LOOKS_BACK = frozenset((Kind.VISIT, Kind.FUND, Kind.PROMISE_DONE, Kind.ISSUE))
_GOES_FIRST = re.compile(
    r"^(?:我们?|咱们?|队里|工作队|我队)?(?:再|又|还|也|就|先|刚|才|一早|顺路|顺便|专门|特地)*(?:去|到|来到|在|走|看|跑|上|进|陪|和|跟|与|同|见|访|入|下|拜|慰|探|回|参|开|转)"
)
_ACT_AFTER_GOING = re.compile(
    r"(?<=[■村家户区去到])(?:来)?(?=(?:帮(?!扶)|送(?!货)|替|发放|派发|宣讲|宣传|协助|开展|组织|指导|教(?!育|师|学)|培训|清理|义诊|带了|发了|讲解|帮忙))"
)
_LISTED_NOUNS = re.compile(
    r"^的?[^,。;]{0,8}(?:户|情况|群众|老人|灾情|危房|旧房|家庭|人员|学生|儿童|问题|现场|设施|工作|进度|项目|现状|工程|对象|家|党员)$"
)
_LEADING = re.compile(r"^[了过着的、那边里一下头转在附近周家中\s:一圈趟去看到来走逛聊坐谈]+")


@dataclass(frozen=True)
class Piece:
    """A piece of the sentence and its role."""

    span: Span
    role: Role


@dataclass(frozen=True)
class Scene:
    """`bare` is the text with villages, days and companions masked; positions agree in all three texts."""

    text: str
    said: str
    bare: str
    found: Found
    villages: Villages
    pieces: tuple[Piece, ...]
    company: tuple[Span, ...]
    households: tuple[Span, ...]
    places: tuple[Span, ...]

    def has(self, *wanted: Role) -> bool:
        """Whether any piece plays one of these roles."""
        return any(piece.role in wanted for piece in self.pieces)

    def of(self, *wanted: Role) -> list[Span]:
        """The pieces in these roles, in order."""
        return [piece.span for piece in self.pieces if piece.role in wanted]

    def role_at(self, position: int) -> Role:
        """The role of the piece this character stands in."""
        return next((p.role for p in self.pieces if p.span.start <= position < p.span.end), Role.ASIDE)

    def in_role(self, position: int, *wanted: Role) -> bool:
        """Whether this character stands in a piece of one of these roles."""
        return self.role_at(position) in wanted

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The days named, without those that are part of a village's name."""
        taken = [Span(hit.start, hit.end) for hit in self.villages.hits]
        return tuple(m for m in self.found.mentions if not any(Span(m.start, m.end).meets(span) for span in taken))

    def single_days(self, kind: Kind) -> list[date]:
        """Every single day named, read back or ahead as the kind of sentence and the piece ask for."""
        result = []
        for mention in self.mentions:
            ahead = mention.until or self.in_role(mention.start, Role.PROMISE, Role.PLANNED)
            back = kind in _LOOKS_BACK and not ahead or self.in_role(mention.start, Role.FAILED)
            day = mention.days(Direction.PAST if back else Direction.FUTURE).single
            if day:
                result.append(day)
        return result


def scene_of(text: str, said: str, found: Found, villages: Villages) -> Scene:
    """Looks through the text once for each sort of thing, what is surer first."""
    places_known = [Span(hit.start, hit.end) for hit in villages.hits]
    days = [Span(m.start, m.end) for m in found.mentions]
    bare = masked(text, [*places_known, *days])
    company = companions(bare)
    bare = masked(bare, company)
    homes = tuple(households(bare))
    seen = tuple(spot for spot in spots(bare) if not any(spot.meets(home) for home in homes))
    sight = _Sight(text, bare, villages.hits, days, company, homes, seen)
    return Scene(text, said, bare, found, villages, tuple(_pieces(sight)), tuple(company), homes, seen)


@dataclass(frozen=True)
class _Sight:
    text: str
    bare: str
    hits: tuple[VillageHit, ...]
    days: list[Span]
    company: list[Span]
    homes: tuple[Span, ...]
    places: tuple[Span, ...]

    def anchors(self, span: Span) -> list[Span]:
        """What the piece names, in order."""
        named = [*(Span(h.start, h.end) for h in self.hits), *self.days, *self.company, *self.homes, *self.places]
        return sorted((one for one in named if one.meets(span)), key=lambda one: one.start)


def _pieces(sight: _Sight) -> list[Piece]:
    parts = fields.fields(sight.text)
    if parts:
        labelled = [Piece(span, role) for span, role in fields.roles(parts)]
        where = [Piece(parts[key], Role.VISIT) for key in ("when", "where", "who") if key in parts]
        return sorted([*labelled, *where], key=lambda piece: piece.span.start)
    result: list[Piece] = []
    quoted = False
    for span in clauses(sight.text):
        made = _roles(sight, span, first=not result, quoted=quoted, before=result[-1].role if result else None)
        quoted = _opens_quote(sight.bare[span.start : span.end]) or quoted and made[-1].role is Role.NEED
        result += made
    return result


def _opens_quote(text: str) -> bool:
    start = roles.reported(text)
    return 0 < start >= len(text)


def _roles(sight: _Sight, span: Span, *, first: bool, quoted: bool, before: Role | None) -> list[Piece]:
    role = _role(sight, span, first=first, quoted=quoted, before=before)
    return _split_visit(sight, span) if role is Role.VISIT else [Piece(span, role)]


def _role(sight: _Sight, span: Span, *, first: bool, quoted: bool, before: Role | None) -> Role:
    text = sight.bare[span.start : span.end]
    if any(one.meets(span) for one in sight.company) and not visits.goes(text):
        return Role.COMPANY if not first else Role.VISIT if sight.hits and visits.goes(text) else Role.COMPANY
    if _own_promise(text):
        return Role.PROMISE
    if visits.fails(text):
        return Role.FAILED
    if _clear_action(text):
        return Role.ACTION
    if _is_visit(sight, span, text, first=first):
        return Role.PLANNED if _planned(sight, span, text) else Role.VISIT
    return _told(text, quoted=quoted, before=before)


def _own_promise(text: str) -> bool:
    at = roles.promised(text)
    return at is not None and not re.match(
        r"[^,。;]{0,6}(?:他|她|村里|镇里|局|所|老板|厂|公司|对方|户主|没|未)(?:也|都|就|没|未|已|已经)?(?:答应|承诺|应承|保证)",
        text,
    )


_CLEAR = re.compile(
    r"^(?:我们工作队|我们|我|咱们?|队里|工作队)?(?:也|就|当场|当即|马上|立即|现场|随即|都|先|回来后?)*(?:已(?!经?(?:走|入|访|看|去|到|上门))|(?:请|让|叫|帮|给|联系|通知|找|打))"
)


def _clear_action(text: str) -> bool:
    return bool(_CLEAR.match(text)) and roles.is_action(text)


def _is_visit(sight: _Sight, span: Span, text: str, *, first: bool) -> bool:
    if not visits.goes(text) or 0 < roles.reported(text) < len(text) and not first and "■" not in text:
        return False
    named = any(one.meets(span) for one in (*sight.days, *(Span(h.start, h.end) for h in sight.hits)))
    return first or named or bool(_GOES_FIRST.match(text)) or any(home.meets(span) for home in sight.homes)


def _planned(sight: _Sight, span: Span, text: str) -> bool:
    if re.search(r"[了过](?!解|去)", text):
        return visits.plans(text) and bool(re.search(r"打算|准备|计划|要去|约了", text))
    ahead = re.search(r"明[天早日晚]|后[天日]|下下?个?(?:周|星期|礼拜|月)", sight.text[span.start : span.end])
    return bool(ahead) or visits.plans(text)


def _told(text: str, *, quoted: bool, before: Role | None) -> Role:
    """The role of a piece that tells of no visit."""
    if roles.is_no_need(text):
        return Role.NO_NEED
    start = roles.reported(text)
    if start and start < len(text):
        return Role.ASIDE if roles.is_well(text[start:]) else Role.NEED
    if roles.is_action(text) and not quoted or before is Role.ACTION and text.startswith("把"):
        return Role.ACTION
    if roles.is_well(text):
        return Role.ASIDE
    return Role.NEED if quoted or roles.has_trouble(text) or roles.has_wish(text) else Role.ASIDE


def _split_visit(sight: _Sight, span: Span) -> list[Piece]:
    """The going itself, then what was done or found there."""
    text = sight.bare[span.start : span.end]
    act = _ACT_AFTER_GOING.search(text)
    if act and act.end() < len(text):
        at = span.start + act.end()
        return [Piece(Span(span.start, at), Role.VISIT), Piece(Span(at, span.end), Role.ACTION)]
    at = _end_of_going(sight, span)
    tail = sight.bare[at : span.end]
    lead = _LEADING.match(tail)
    tail_start = at + (lead.end() if lead else 0)
    role = _tail_role(sight.bare[tail_start : span.end])
    if role is Role.ASIDE:
        return [Piece(span, Role.VISIT)]
    return [Piece(Span(span.start, tail_start), Role.VISIT), Piece(Span(tail_start, span.end), role)]


def _tail_role(tail: str) -> Role:
    if len(tail) < 2 or _LISTED_NOUNS.match(tail):
        return Role.ASIDE
    return _told(tail, quoted=False, before=None)


def _end_of_going(sight: _Sight, span: Span) -> int:
    """Where the last thing named ends, before anything is said of it."""
    end = span.start
    for anchor in sight.anchors(span):
        gap = sight.bare[end : anchor.start]
        if end > span.start and (roles.has_trouble(gap) or roles.reported(gap)):
            break
        end = max(end, anchor.end)
    counted = re.compile(
        r"[^,。;]{0,2}(?:\d+|[一二两三四五六七八九十]+)(?:户|家|位|名)[^,。;]{0,4}?(?:户|农|家|人|工|员|厂|$|(?=[,都反说]))"
    ).match(sight.bare, end, span.end)
    return min(counted.end(), span.end) if counted else min(end, span.end)
