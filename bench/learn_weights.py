"""Learns the matcher's weights from the shipped entries alone: `python -m bench.learn_weights`.

Every wording is asked once of an index that was built without it, whole entries are left out to see what a question
is like that nothing answers, and bases of one to four wordings per entry stand for other people's FAQ.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from bench.asking.asked import outside
from bench.asking.fields import LEARNT_FROM, other_fields
from knowledge.base import Entry
from knowledge.entries import shipped
from knowledge.matching import weights
from knowledge.matching.deciding import asks_of_anything
from knowledge.matching.features import Kind, read
from knowledge.matching.ranking import Question, Ranking
from knowledge.matching.words import small_talk

FOLDS = 8
LEFT_OUT = 0.15
SHRINK = 0.003
SAMPLE = 250

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Base:
    """Some of the wordings as a knowledge base, and questions to it with the entry meant (None: there is none)."""

    entries: tuple[Entry, ...]
    questions: tuple[tuple[str, str | None], ...]


def bases(entries: Sequence[Entry], dice: Random) -> Iterator[Base]:
    """All wordings but an eighth; the same with a few wordings only; and small FAQs of other fields."""
    for fold in range(FOLDS):
        yield _base(entries, dice, fold, None)
    for few in (1, 2, 4):
        yield _base(entries, dice, 0, few)
    for other in other_fields(LEARNT_FROM):
        for few in (1, 2):
            yield _base(other, dice, 0, few)


def _base(entries: Sequence[Entry], dice: Random, fold: int, few: int | None) -> Base:
    kept: list[Entry] = []
    questions: list[tuple[str, str | None]] = []
    for entry in entries:
        wordings = list(entry.wordings)
        asked = wordings[fold::FOLDS] if few is None else wordings[few:][:2]
        left = [wording for wording in wordings if wording not in asked] if few is None else wordings[:few]
        missing = dice.random() < LEFT_OUT or not left
        questions += [(wording, None if missing else entry.id) for wording in asked]
        if not missing:
            kept.append(entry.model_copy(update={"question": left[0], "variants": tuple(left[1:])}))
    return Base(tuple(kept), tuple(questions))


def learn_nearness(found: Sequence[tuple[Doubles, int]]) -> Doubles:
    """Conditional logit: which weights make the entry meant the likeliest of all. `found`: evidence, entry meant."""
    scale = np.sqrt(np.mean([np.mean(evidence**2, axis=1) for evidence, _ in found], axis=0)) + 1e-9
    weights = np.zeros(len(scale))
    for _ in range(25):
        slope, curve = -SHRINK * len(found) * weights, SHRINK * len(found) * np.eye(len(scale))
        for evidence, meant in found:
            scaled = evidence / scale[:, None]
            odds = weights @ scaled
            chance = np.exp(odds - odds.max())
            chance /= chance.sum()
            mean = scaled @ chance
            slope += scaled[:, meant] - mean
            curve += (scaled * chance) @ scaled.T - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights += step * min(1.0, 1.0 / max(np.abs(step).max(), 1e-9))
        if np.abs(step).max() < 1e-3:
            break
    return np.asarray(weights / scale, np.float64)


def learn_certainty(figures: Doubles, right: Doubles) -> Doubles:
    """Logistic regression of being right on the signals; the constant comes last."""
    scale = figures.std(axis=0) + 1e-9
    rows = np.c_[figures / scale, np.ones(len(figures))]
    weights = np.zeros(rows.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - SHRINK * len(rows) * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + SHRINK * len(rows) * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return np.append(weights[:-1] / scale, weights[-1])


def main() -> None:
    """Writes knowledge/matching/weights.yaml."""
    entries = tuple(shipped().entries.values())
    found = list(bases(entries, Random(1)))
    nearness = learn_nearness(list(_evidence(found))).reshape(len(Kind), 3)
    certainty = learn_certainty(*_verdicts(found, nearness))
    weights.FILE.write_text(_as_yaml(nearness, certainty), encoding="utf-8")
    print(weights.FILE.read_text(encoding="utf-8"))


def _evidence(found: Sequence[Base]) -> Iterator[tuple[Doubles, int]]:
    """A part of the questions that have an answer, as many of rich bases as of poor ones."""
    dice = Random(2)
    for base in found:
        index = Ranking(base.entries).index
        weighed = [index.weighed(only) for only in _one_by_one()]
        numbers = {entry.id: number for number, entry in enumerate(base.entries)}
        questions = [(question, numbers[meant]) for question, meant in base.questions if meant]
        for question, meant in dice.sample(questions, min(len(questions), SAMPLE)):
            said = read(question)
            asked = index.asked(said, Question.of(said).words)
            yield np.array([index.odds(asked, figure) for figure in weighed], np.float64), meant


def _one_by_one() -> Iterator[npt.NDArray[np.float32]]:
    """Weights that let one figure through at a time."""
    for place in range(len(Kind) * 3):
        yield np.eye(len(Kind) * 3, dtype=np.float32)[place].reshape(len(Kind), 3)


def _verdicts(found: Sequence[Base], nearness: Doubles) -> tuple[Doubles, Doubles]:
    """The signals of every first entry, and whether it was meant."""
    figures: list[tuple[float, ...]] = []
    right: list[float] = []
    for base in found:
        ranking = Ranking(base.entries, nearness.astype(np.float32))
        for question, meant in (*base.questions, *((sentence, None) for sentence in _never_meant())):
            said = read(question)
            if said and not asks_of_anything(said):
                [first] = ranking.standings(said, (), 1)
                figures.append(first.signals.figures)
                right.append(float(_answers(base.entries[first.entry], meant, base)))
    return np.array(figures), np.array(right)


def _never_meant() -> list[str]:
    """Small talk, and questions of villages and other domains written for learning that no entry answers."""
    return [*small_talk(), *(asked.words for asked in outside("learn"))]


def _answers(first: Entry, meant: str | None, base: Base) -> bool:
    """Whether the entry is the one meant, or rests on a fact the one meant rests on."""
    if first.id == meant or meant is None:
        return first.id == meant
    other = next(entry for entry in base.entries if entry.id == meant)
    return not set(first.facts).isdisjoint(other.facts)


def _as_yaml(nearness: Doubles, certainty: Doubles) -> str:
    rows = [f"  - {json.dumps([round(float(figure), 3) for figure in row])}" for row in nearness]
    head = "# Written by `python -m bench.learn_weights`. Rows: kinds of signs; columns: wordings, answer, covered.\n"
    last = f"certainty: {json.dumps([round(float(figure), 3) for figure in certainty])}"
    return head + "\n".join(("nearness:", *rows, last)) + "\n"


if __name__ == "__main__":
    main()
