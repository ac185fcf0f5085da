"""Delivery: its pace, its speed, planning a notice to a whole country, and chaos; real processes, Telegram apart.

    python -m bench.delivery [--part pace|throughput|plan|chaos] [--people N] [--kills N] [--per-second N]

Prints a table for each part, and as its last line one JSON object: pace_per_s, most_in_a_second and reply_p95_s;
ratio_sqlite and ratio_postgres (messages a second of one process beside a bare aiohttp loop in the same run);
plan_ratio (rows a second beside a bare INSERT … SELECT of the same rows) and plan_peak_mb; chaos_missed, chaos_doubled
and chaos_excused (deliveries whose outcome a kill or a lost answer left unknown: doubles must be among these).
`--people` makes a part smaller.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping

from bench.delivering.chaos import Plan, endured
from bench.delivering.pace import paced
from bench.delivering.planning import planned_apart
from bench.delivering.stage import postgres
from bench.delivering.throughput import speeds

Figures = Mapping[str, float]


def main() -> None:
    """Runs the parts asked for, all of them without a name (about a quarter of an hour)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=sorted(PARTS))
    parser.add_argument("--people", type=int)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--per-second", type=float, default=28)
    asked = parser.parse_args()
    found: dict[str, float] = {}
    for name in [asked.part] if asked.part else PARTS:
        found |= PARTS[name](asked)
    print(json.dumps(found))


def pace(asked: argparse.Namespace) -> Figures:
    """3,000 recipients at the default pace, two processes."""
    seen = paced(asked.people or 3000)
    print(f"\npace: {seen.sent} messages in {seen.seconds:.1f} s by two processes on PostgreSQL")
    print(f"{'a second':>12}{'most in 1 s':>13}{'429':>5}{'questions':>11}{'p95 s':>8}{'worst s':>9}")
    print(
        f"{seen.per_s:>12.2f}{seen.most_in_a_second:>13}{seen.too_many:>5}{len(seen.waits):>11}"
        f"{seen.p95_s:>8.2f}{max(seen.waits, default=0):>9.2f}"
    )
    return {
        "pace_per_s": round(seen.per_s, 2),
        "most_in_a_second": seen.most_in_a_second,
        "provoked_429": seen.too_many,
        "reply_p95_s": round(seen.p95_s, 3),
    }


def throughput(asked: argparse.Namespace) -> Figures:
    """Without limits."""
    people = asked.people or 5000
    seen = speeds(people)
    print(f"\nthroughput: {people} messages, messages a second")
    print(f"{'bare aiohttp':>14}{'SQLite':>9}{'PostgreSQL':>12}{'two on it':>11}")
    print(f"{seen.bare:>14.0f}{seen.sqlite:>9.0f}{seen.postgres:>12.0f}{seen.postgres_two:>11.0f}")
    ratios = {"sqlite": seen.sqlite, "postgres": seen.postgres, "postgres_two": seen.postgres_two}
    return {f"ratio_{name}": round(speed / seen.bare, 3) for name, speed in ratios.items()}


def plan(asked: argparse.Namespace) -> Figures:
    """563,000 people: the country's stationed cadres."""
    people = asked.people or 563_000
    with tempfile.TemporaryDirectory() as folder, postgres() as made:
        urls = {"sqlite": f"sqlite:///{folder}/plan.db", "postgres": made("plan")}
        seen = {name: planned_apart(url, people) for name, url in urls.items()}
    print(f"\nplan: a notice to {people} people")
    print(f"{'':10}{'rows':>10}{'seconds':>9}{'rows/s':>9}{'bare s':>8}{'ratio':>7}{'peak MB':>9}")
    for name, one in seen.items():
        print(
            f"{name:10}{one.rows:>10}{one.seconds:>9.1f}{one.rows / one.seconds:>9.0f}{one.bare_seconds:>8.1f}"
            f"{one.ratio:>7.2f}{one.peak_mb:>9.0f}"
        )
    ratios = {f"plan_ratio_{name}": round(one.ratio, 2) for name, one in seen.items()}
    return {"plan_ratio": min(ratios.values()), **ratios, "plan_peak_mb": round(max(o.peak_mb for o in seen.values()))}


def chaos(asked: argparse.Namespace) -> Figures:
    """Kills and failures."""
    plan = Plan(people=asked.people or 5000, kills=asked.kills, per_second=asked.per_second)
    seen = endured(plan)
    print(f"\nchaos: {plan.people} recipients, {plan.kills} kills, {seen.seconds:.0f} s; fates {seen.fates}")
    names = ("reached", "refused", "missed", "doubled", "excused", "unmarked", "unexplained", "wrong")
    print("".join(f"{name:>13}" for name in names))
    print("".join(f"{getattr(seen, name):>13}" for name in names))
    return {f"chaos_{name}": getattr(seen, name) for name in names[2:]}


PARTS: dict[str, Callable[[argparse.Namespace], Figures]] = {
    "pace": pace,
    "throughput": throughput,
    "plan": plan,
    "chaos": chaos,
}

if __name__ == "__main__":
    main()
