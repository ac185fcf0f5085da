"""经验库 (E14): highlights found by industry, terrain and words, read as the question matcher reads questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from db.models import Highlight
from knowledge.matching.background import background
from knowledge.matching.features import read, signs
from services import access
from services.access import Action, Speaker

PAGE = 6
LEAST = 0.3
"""The share of what was asked, weighed by rarity, that a highlight has to speak of."""
_READ_AT_MOST = 4096


@dataclass(frozen=True)
class Found:
    """One page of highlights that fit, the nearest first."""

    words: str
    shown: Sequence[Highlight]
    number: int
    pages: int
    total: int


def search(session: Session, speaker: Speaker, words: str, number: int = 1) -> Found:
    """The highlights that speak of these words; without words all, the latest first."""
    access.require(speaker, Action.READ_HIGHLIGHTS)
    rows = session.scalars(
        select(Highlight)
        .where(Highlight.undone_at.is_(None))
        .order_by(Highlight.id.desc())
        .options(joinedload(Highlight.team), joinedload(Highlight.author))
    ).all()
    wanted = signs(read(words)) if words else {}
    scored = [(_share(wanted, row), row) for row in rows]
    fitting = [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if not words or score >= LEAST]
    pages = max(1, -(-len(fitting) // PAGE))
    number = min(max(number, 1), pages)
    return Found(words, fitting[PAGE * (number - 1) : PAGE * number], number, pages, len(fitting))


def industries(session: Session) -> Sequence[tuple[str, int]]:
    """The industries there are highlights of, with how many, the most told first."""
    rows = session.execute(
        select(Highlight.industry, func.count())
        .where(Highlight.undone_at.is_(None), Highlight.industry.is_not(None))
        .group_by(Highlight.industry)
        .order_by(func.count().desc(), Highlight.industry)
    ).all()
    return [(industry, count) for industry, count in rows if industry is not None]


def _share(wanted: Mapping[str, float], row: Highlight) -> float:
    """How much of what was asked the highlight speaks of."""
    whole = sum(strength * background().rarity(sign) for sign, strength in wanted.items())
    text = (row.practice, row.effect, row.lesson, row.difficulty, row.industry, row.terrain, row.team.town)
    told = _signs("。".join(part for part in text if part))
    met = sum(strength * background().rarity(sign) for sign, strength in wanted.items() if sign in told)
    return met / whole if whole else 0.0


@lru_cache(maxsize=_READ_AT_MOST)
def _signs(text: str) -> frozenset[str]:
    return frozenset(signs(read(text)))
