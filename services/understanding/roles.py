"""The parts the pieces of a sentence play."""

from enum import StrEnum


class Role(StrEnum):
    """What one piece tells of."""

    VISIT = "visit"
    FAILED = "failed"
    PLANNED = "planned"
    PROMISE = "promise"
    COMPANY = "company"
    ACTION = "action"
    NO_NEED = "no_need"
    NEED = "need"
    ASIDE = "aside"
