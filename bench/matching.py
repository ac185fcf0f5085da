"""How well and how fast questions find their entry, beside RapidFuzz and BM25 on the same wordings.

    python -m bench.matching

Prints tables, draws docs/matching.png, and prints as its last line one JSON object. Percentages are of the questions
in `bench/questions/`: dev came with the task; own and fresh were written later from the facts, without a look at the
entries, fresh when all was done, late (two sets of 300 and 200) in another session before its changes; later and last
(with many near misses) before and after aspects were weighed. Thresholds were chosen on half A of dev. Three made-up
FAQs of other fields, which took no part in learning, are asked beside. Times are of one core.
"""

import gc
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

from bench.asking.asked import Asked, answered, outside
from bench.asking.baselines import Rank, baselines
from bench.asking.drawing import draw_bars
from bench.asking.fields import HELD_OUT, other_fields
from bench.asking.synthetic import mixed
from knowledge.base import Entry
from knowledge.entries import shipped
from knowledge.matching import Match, Matcher

SETS = ("dev", "own", "fresh", "late", "later", "last")
MANY = 10_000
PICTURE = Path(__file__).parents[1] / "docs" / "matching.png"


@dataclass(frozen=True)
class Outcome:
    """One question, what the matcher made of it, and on which place each way of ranking has a right entry (0, 1 …)."""

    asked: Asked
    match: Match
    places: Mapping[str, int]

    def told(self, right: bool) -> bool:
        """Whether it was answered, rightly or wrongly."""
        return self.match.decision == "answer" and (self.places["ours"] == 0) is right


def main() -> None:
    """Runs everything; a minute."""
    entries = list(shipped().entries.values())
    matcher = Matcher(entries)
    ways = baselines(entries)
    outcomes = {name: [_outcome(asked, matcher, ways, entries) for asked in answered(name)] for name in SETS}
    beside = {name: [(asked, matcher.match(asked.words)) for asked in outside(name)] for name in SETS}
    for name in SETS:
        _print_ranks(name, outcomes[name])
        _print_decisions(name, outcomes[name], beside[name])
    _draw([one for name in SETS for one in outcomes[name]])
    figures = {**_quality(outcomes["dev"], beside["dev"]), **_speed(entries, "")}
    for name in SETS[1:]:
        figures |= {f"{name}_{key}": value for key, value in _quality(outcomes[name], beside[name]).items()}
    figures |= _other_fields()
    figures |= _speed(mixed(entries, MANY), f"_{MANY}")
    print(json.dumps(figures))


def _outcome(asked: Asked, matcher: Matcher, ways: Mapping[str, Rank], entries: Sequence[Entry]) -> Outcome:
    match = matcher.match(asked.words)
    places = {"ours": _place(asked, (one.entry for one in match.candidates))}
    places |= {name: _place(asked, (entries[number] for number in rank(asked.words))) for name, rank in ways.items()}
    return Outcome(asked, match, places)


def _place(asked: Asked, ranked: Iterable[Entry]) -> int:
    return next((place for place, entry in enumerate(ranked) if asked.facts.intersection(entry.facts)), 99)


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return round(100 * sum(map(holds, outcomes)) / (len(outcomes) or 1), 1)


def _print_ranks(name: str, outcomes: Sequence[Outcome]) -> None:
    ways = list(outcomes[0].places)
    print(f"\n{name}: first right / one of three right, per cent")
    print(f"{'kind':14}{'n':>5}" + "".join(f"{way:>16}" for way in ways))
    for label, some in _groups(outcomes).items():
        cells = (f"{_within(some, way, 1):5.1f} / {_within(some, way, 3):5.1f}" for way in ways)
        print(f"{label:14}{len(some):5}" + "".join(f"{cell:>16}" for cell in cells))


def _draw(outcomes: Sequence[Outcome]) -> None:
    ways = list(outcomes[0].places)
    shares = {
        label: {way: _within(some, way, 1) for way in ways}
        for label, some in _groups(outcomes).items()
        if not label.startswith("half")
    }
    draw_bars(f"First entry right, per cent of {len(outcomes)} questions", shares, PICTURE)


def _within(outcomes: Sequence[Outcome], way: str, places: int) -> float:
    return _share(outcomes, lambda one: one.places[way] < places)


def _groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    labels = sorted({one.asked.kind for one in outcomes})
    found = {label: [one for one in outcomes if one.asked.kind == label] for label in labels}
    halves = {f"half {half}": [one for one in outcomes if one.asked.half == half] for half in "AB"}
    return {**found, **halves, "all": list(outcomes)}


def _print_decisions(name: str, outcomes: Sequence[Outcome], beside: Sequence[tuple[Asked, Match]]) -> None:
    print(f"\n{name}: decisions, per cent")
    for label, some in _groups(outcomes).items():
        right, wrong = _share(some, lambda one: one.told(True)), _share(some, lambda one: one.told(False))
        offered = _share(some, lambda one: one.match.decision == "choose" and one.places["ours"] < 3)
        print(f"{label:14}{len(some):5}  answered right {right:5.1f}  wrong {wrong:4.1f}  offered {offered:5.1f}")
    for kind in sorted({asked.kind for asked, _ in beside}):
        made = [match.decision for asked, match in beside if asked.kind == kind]
        print(
            f"{kind:14}{len(made):5}  " + "  ".join(f"{one} {made.count(one)}" for one in ("answer", "choose", "none"))
        )


def _quality(outcomes: Sequence[Outcome], beside: Sequence[tuple[Asked, Match]]) -> dict[str, float]:
    figures = {
        "top1": _within(outcomes, "ours", 1),
        "top3": _within(outcomes, "ours", 3),
        "answered_right": _share(outcomes, lambda one: one.told(True)),
        "confident_wrong": _share(outcomes, lambda one: one.told(False)),
        "oos_answered": _answered([match for _, match in beside]),
    }
    for kind in sorted({asked.kind for asked, _ in beside}):
        figures[f"{kind}_answered"] = _answered([match for asked, match in beside if asked.kind == kind])
    for half in "AB":
        figures[f"top1_{half}"] = _within([one for one in outcomes if one.asked.half == half], "ours", 1)
    return figures


def _answered(matches: Sequence[Match]) -> float:
    return round(100 * sum(match.decision == "answer" for match in matches) / (len(matches) or 1), 1)


def _other_fields() -> dict[str, float]:
    """Small FAQs with one wording an entry; each of the three other wordings is asked."""
    asked: list[tuple[Match, dict[str, int], str]] = []
    for entries in other_fields(HELD_OUT):
        bare = [entry.model_copy(update={"variants": ()}) for entry in entries]
        matcher, ways = Matcher(bare), baselines(bare)
        for number, entry in enumerate(entries):
            for words in entry.variants:
                firsts = {name: int(next(iter(rank(words))) == number) for name, rank in ways.items()}
                asked.append((matcher.match(words), firsts, entry.id))
    right = [match.candidates[0].entry.id == meant for match, _, meant in asked]
    wrong = [match.decision == "answer" and not fits for (match, _, _), fits in zip(asked, right, strict=True)]
    figures = {"fields_top1": _percent(right), "fields_wrong": _percent(wrong)}
    figures |= {f"fields_{way}": _percent([firsts[way] for _, firsts, _ in asked]) for way in asked[0][1]}
    print(f"\nother fields, bare, {len(asked)} wordings: " + "  ".join(f"{key} {x}" for key, x in figures.items()))
    return figures


def _percent(holds: Sequence[bool | int]) -> float:
    return round(100 * sum(holds) / (len(holds) or 1), 1)


def _speed(entries: Sequence[Entry], label: str) -> dict[str, float]:
    """Milliseconds of one core per question, seconds and MB of building."""
    gc.collect()
    before, start = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    matcher = Matcher(entries)
    built = process_time() - start
    grown = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
    words = [asked.words for name in SETS for asked in (*answered(name), *outside(name))]
    for some in words[:100]:
        matcher.match(some)
    times = sorted(_milliseconds(matcher, some) for some in words * 2)
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"\n{len(entries)} entries: p50 {p50:.1f} ms, p99 {p99:.1f} ms, built in {built:.1f} s, {grown:.0f} MB")
    return {
        f"p50_ms{label}": round(p50, 2),
        f"p99_ms{label}": round(p99, 2),
        f"build_s{label}": round(built, 1),
        f"build_mb{label}": round(grown),
    }


def _milliseconds(matcher: Matcher, words: str) -> float:
    start = process_time()
    matcher.match(words)
    return (process_time() - start) * 1000


if __name__ == "__main__":
    main()
