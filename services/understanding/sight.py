"""What is found in a sentence before its pieces are told apart."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from services.understanding.clauses import clauses
from services.understanding.dates import Direction, Found, Mention
from services.understanding.fields import fields
from services.understanding.people import households
from services.understanding.plain import plain
from services.understanding.roles import Role
from services.understanding.spans import DAY, VILLAGE, Span, any_meets, masked
from services.understanding.spots import spots
from services.understanding.villages import Villages
from services.understanding.visits import fails, goes, is_planned


@dataclass(frozen=True)
class Clause:
    """A stretch between two marks, its bare words, and whether they tell of a way, made or made in vain."""

    span: Span
    words: str
    goes: bool
    fails: bool


@dataclass(frozen=True)
class Sight:
    """Villages, days and companions, and on demand what not every sentence needs: a question seldom asks for places.

    `bare` is the text with villages, days and companions masked; positions agree in all three texts. `where` is what
    names or may name a village.
    """

    text: str
    said: str
    bare: str
    today: date
    town: str
    found: Found
    mentions: tuple[Mention, ...]
    villages: Villages
    where: tuple[Span, ...]
    company: tuple[Span, ...]

    @cached_property
    def households(self) -> tuple[Span, ...]:
        """The households named."""
        return tuple(households(self.bare))

    @cached_property
    def places(self) -> tuple[Span, ...]:
        """The places named, the own town's name not among them."""
        town = plain(self.town)
        seen = spots(masked(self.bare, self.households, VILLAGE))
        return tuple(place for place in seen if place.of(self.text) not in town)

    @cached_property
    def anchors(self) -> tuple[Span, ...]:
        """All that is named, in order."""
        days = map(_span, self.mentions)
        named = (*self.where, *days, *self.company, *self.households, *self.places)
        return tuple(sorted(named, key=lambda span: span.start))

    @cached_property
    def ahead(self) -> tuple[Span, ...]:
        """The days that can only lie ahead."""
        return tuple(_span(m) for m in self.mentions if m.days(Direction.PAST).first > self.today)

    def lies_ahead(self, span: Span) -> bool:
        """Whether a day ahead is said of it: in its words, or behind them if they name no day (入户走访 下周一)."""
        if not self.ahead:
            return False
        return any_meets(self.ahead, span) or (DAY not in span.of(self.bare) and self._followed_by_day(span))

    def _followed_by_day(self, span: Span) -> bool:
        behind = next((clause.span for clause in self.clauses if clause.span.start >= span.end), None)
        return behind is not None and self.is_only_ahead(behind)

    def is_only_ahead(self, span: Span) -> bool:
        """Names a day ahead and nothing else: 下周一, 明天上午再去."""
        return any_meets(self.ahead, span) and bool(_ONLY_A_DAY.fullmatch(span.of(self.bare)))

    @cached_property
    def limits(self) -> tuple[Span, ...]:
        """The days that close a period (周五前)."""
        return tuple(_span(m) for m in self.mentions if m.until)

    @cached_property
    def form(self) -> dict[str, Span]:
        """What stands under labels (地点:… 诉求:…), empty where it is no form."""
        return fields(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The stretches between the marks, in order."""
        found = tuple(_clause(span, span.of(self.bare)) for span in clauses(self.text))
        if len(found) > 1 and not found[0].goes and (look := _LOOK.match(found[0].words)) and not self.ahead:
            opens = any(place.start == look.end() for place in self.places)
            return (replace(found[0], goes=opens), *found[1:])
        return found

    @cached_property
    def ways(self) -> frozenset[Role]:
        """Which of the roles of a way, made, made in vain or planned, a piece may play, by its words alone."""
        roles = {Role.VISIT} if self.form else set()
        for clause in self.clauses:
            if clause.fails:
                roles.add(Role.FAILED)
            if clause.goes:
                roles.add(Role.VISIT)
            if clause.goes and is_planned(clause.words, ahead=self.lies_ahead(clause.span)):
                roles.add(Role.PLANNED)
        return frozenset(roles)


_LOOK = re.compile(r"\s*□*(?:[上下中]午|早上|刚才?|去|又|顺路|顺便|现场|我们?)*看(?:看|下|一下)?(?:■?的)?")
"""看旧桥，桥面裂了: a look at a place, of which something is told."""
_ONLY_A_DAY = re.compile(r"\s*□+(?:上午|下午|晚上|一早|早上|中午|再?[去来]|再说|吧|走|\s)*")


def _clause(span: Span, words: str) -> Clause:
    return Clause(span, words, goes(words), fails(words))


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)
