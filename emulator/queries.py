"""Open questions of the phone: a pressed button, an inline query. They live in memory, as long as anybody waits."""

import asyncio
from dataclasses import dataclass

from emulator.jsontext import Json

LIFETIME = 30.0
"""Seconds in which a query may be answered. Telegram publishes no figure; bots report refusals from about this age."""


@dataclass(slots=True)
class Query:
    """One question: who asked, when (by the clock that measures waits), and the answer once it is there."""

    id: str
    person: int
    asked: float
    answer: asyncio.Future[Json]


class Queries:
    """The open queries by id; an answered one is gone, so that a second answer finds it invalid."""

    def __init__(self) -> None:
        self._open: dict[str, Query] = {}

    def ask(self, query_id: str, person: int, asked: float) -> Query:
        """A new question. Those nobody can answer any more are forgotten on the way."""
        for old in [query for query in self._open.values() if asked - query.asked > LIFETIME]:
            del self._open[old.id]
        query = Query(query_id, person, asked, asyncio.get_running_loop().create_future())
        self._open[query_id] = query
        return query

    def answer(self, query_id: str, answer: Json, now: float) -> bool:
        """Gives the answer to who waits; False where the query is unknown, answered or older than LIFETIME."""
        query = self._open.pop(query_id, None)
        if query is None or now - query.asked > LIFETIME:
            return False
        if not query.answer.done():
            query.answer.set_result(answer)
        return True
