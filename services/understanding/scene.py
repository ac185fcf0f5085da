"""Everything found in one sentence: villages, days, people, places, and the role of each piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.understanding.dates import Direction, Found, Mention
from services.understanding.note import Kind
from services.understanding.people import companions
from services.understanding.pieces import Piece, pieces_of
from services.understanding.roles import Role
from services.understanding.sight import Sight
from services.understanding.spans import COMPANY, DAY, VILLAGE, Span, masked
from services.understanding.villages import Villages

_LOOKS_BACK = frozenset((Kind.VISIT, Kind.FUND, Kind.PROMISE_DONE, Kind.ISSUE))
_ON_THE_WAY = frozenset((Role.VISIT, Role.PLANNED, Role.FAILED))


@dataclass(frozen=True)
class Scene(Sight):
    """What is found in the sentence, and its pieces."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces in order, each with its role."""
        return pieces_of(self)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles that occur."""
        return frozenset(piece.role for piece in self.pieces)

    def has(self, *wanted: Role) -> bool:
        """Whether any piece plays one of these roles."""
        return self._may_have(wanted) and not self.roles.isdisjoint(wanted)

    def _may_have(self, wanted: tuple[Role, ...]) -> bool:
        """Pieces need not be told apart to know that nobody went."""
        return not (_ON_THE_WAY.issuperset(wanted) and self.ways.isdisjoint(wanted))

    def of(self, *wanted: Role) -> list[Span]:
        """The pieces in these roles, in order."""
        return [piece.span for piece in self.pieces if piece.role in wanted]

    def piece_at(self, position: int) -> Piece | None:
        """The piece this character stands in."""
        for piece in self.pieces:
            if piece.span.holds(position):
                return piece
        return None

    def in_role(self, position: int, *wanted: Role) -> bool:
        """Whether this character stands in a piece of one of these roles."""
        piece = self.piece_at(position) if self._may_have(wanted) else None
        return piece is not None and piece.role in wanted

    def single_days(self, kind: Kind) -> Iterator[date]:
        """Every single day named, back or ahead as the kind of sentence and the piece ask for; of a term its end."""
        for mention in self.mentions:
            days = mention.days(self._direction(mention, kind))
            day = days.last if mention.until else days.single
            if day:
                yield day

    def _direction(self, mention: Mention, kind: Kind) -> Direction:
        if self.in_role(mention.start, Role.FAILED):
            return Direction.PAST
        if kind not in _LOOKS_BACK or mention.until or self.in_role(mention.start, Role.PROMISE, Role.PLANNED):
            return Direction.FUTURE
        return Direction.PAST


def scene_of(text: str, said: str, found: Found, villages: Villages, today: date, town: str) -> Scene:
    """Looks through the text once for each sort of thing, what is surer first."""
    where = (*(Span(hit.start, hit.end) for hit in villages.hits), *villages.unsure, *villages.unknown)
    mentions = tuple(m for m in found.mentions if not any(_span(m).meets(span) for span in where))
    bare = masked(masked(text, where, VILLAGE), map(_span, mentions), DAY)
    company = tuple(companions(bare))
    bare = masked(bare, company, COMPANY)
    return Scene(text, said, bare, today, town, found, mentions, villages, where, company)


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)
