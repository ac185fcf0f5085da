"""Whose turn it is where several processes share one PostgreSQL; SQLite has one process and one writer anyway.

Every turn lasts until the transaction ends, however it ends: PostgreSQL gives it back even for a killed process.
"""

from collections.abc import Sequence
from enum import IntEnum

from sqlalchemy import Connection, text

_WAIT = text("SELECT pg_advisory_xact_lock(:turn)")
_TRY = text("SELECT pg_try_advisory_xact_lock(:turn)")
# The function is asked lane by lane, in their order, and no further than the limit.
_TRY_LANES = text(
    "SELECT lane FROM unnest(CAST(:lanes AS bigint[])) AS lane WHERE pg_try_advisory_xact_lock(lane) LIMIT :most"
)


class Turn(IntEnum):
    """What one process does at a time. A lane is its own key, and Telegram's ids stay below 2**52."""

    PREPARING = 2**60
    PLANNING = 2**60 + 1


def wait_turn(connection: Connection, turn: Turn) -> None:
    """Goes on once nobody else has this turn; what they committed is seen by the statements that follow."""
    if _shared(connection):
        connection.execute(_WAIT, {"turn": int(turn)})


def take_turn(connection: Connection, turn: Turn) -> bool:
    """Whether the turn is ours; False at once where somebody else has it."""
    return not _shared(connection) or bool(connection.scalar(_TRY, {"turn": int(turn)}))


def take_lanes(connection: Connection, lanes: Sequence[int], most: int) -> Sequence[int]:
    """Up to `most` of these lanes, the first first, that no other process has in hand."""
    if not _shared(connection):
        return lanes[:most]
    return connection.scalars(_TRY_LANES, {"lanes": list(lanes), "most": most}).all()


def _shared(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
