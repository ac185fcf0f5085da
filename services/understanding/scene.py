"""Everything found in one sentence: villages, days, people, places, and the role of each piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.understanding.dates import Direction, Found, Mention
from services.understanding.fields import fields
from services.understanding.note import Kind
from services.understanding.people import companions, households
from services.understanding.pieces import Piece, Sight, pieces_of
from services.understanding.plain import plain
from services.understanding.roles import Role
from services.understanding.spans import COMPANY, DAY, VILLAGE, Span, masked
from services.understanding.spots import spots
from services.understanding.villages import Villages

_LOOKS_BACK = frozenset((Kind.VISIT, Kind.FUND, Kind.PROMISE_DONE, Kind.ISSUE))


@dataclass(frozen=True)
class Scene:
    """`bare` is the text with villages, days and companions masked; positions agree in all three texts."""

    text: str
    said: str
    bare: str
    found: Found
    mentions: tuple[Mention, ...]
    villages: Villages
    pieces: tuple[Piece, ...]
    company: tuple[Span, ...]
    households: tuple[Span, ...]
    places: tuple[Span, ...]
    formed: bool
    """Written as a form (地点:… 诉求:…)."""

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles that occur."""
        return frozenset(piece.role for piece in self.pieces)

    def has(self, *wanted: Role) -> bool:
        """Whether any piece plays one of these roles."""
        return not self.roles.isdisjoint(wanted)

    def of(self, *wanted: Role) -> list[Span]:
        """The pieces in these roles, in order."""
        return [piece.span for piece in self.pieces if piece.role in wanted]

    def piece_at(self, position: int) -> Piece | None:
        """The piece this character stands in."""
        return next((piece for piece in self.pieces if piece.span.holds(position)), None)

    def in_role(self, position: int, *wanted: Role) -> bool:
        """Whether this character stands in a piece of one of these roles."""
        piece = self.piece_at(position)
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
        ahead = mention.until or self.in_role(mention.start, Role.PROMISE, Role.PLANNED)
        return Direction.PAST if kind in _LOOKS_BACK and not ahead else Direction.FUTURE


def scene_of(text: str, said: str, found: Found, villages: Villages, today: date, town: str) -> Scene:
    """Looks through the text once for each sort of thing, what is surer first."""
    where = (*(Span(hit.start, hit.end) for hit in villages.hits), *villages.unsure, *villages.unknown)
    mentions = tuple(m for m in found.mentions if not any(_span(m).meets(span) for span in where))
    days = tuple(_span(mention) for mention in mentions)
    bare = masked(masked(text, where, VILLAGE), days, DAY)
    company = tuple(companions(bare))
    bare = masked(bare, company, COMPANY)
    homes = tuple(households(bare))
    seen = spots(masked(bare, homes, VILLAGE))
    places = tuple(place for place in seen if place.of(text) not in plain(town))
    sight = Sight(
        text=text,
        bare=bare,
        anchors=tuple(sorted((*where, *days, *company, *homes, *places), key=lambda span: span.start)),
        company=company,
        places_known=bool(where or homes),
        ahead=tuple(_span(m) for m in mentions if m.days(Direction.PAST).first > today),
        limits=tuple(_span(m) for m in mentions if m.until),
    )
    return Scene(
        text, said, bare, found, mentions, villages, pieces_of(sight), company, homes, places, bool(fields(text))
    )


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)
