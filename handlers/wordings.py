"""Refusals of the work find their words here; each feature gives its own in `register`."""

from collections.abc import Callable
from typing import TypeVar, cast

from handlers.heard import Heard
from services.work import WorkError

Refusal = TypeVar("Refusal", bound=WorkError)


class Wordings:
    """Which sentence goes with which refusal; a refusal's kin share its sentence."""

    def __init__(self) -> None:
        self._sentences: dict[type[WorkError], Callable[[WorkError, Heard], str]] = {}

    def add(self, kind: type[Refusal], say: Callable[[Refusal, Heard], str]) -> None:
        """Refusals of this kind are said with `say`."""
        self._sentences[kind] = cast("Callable[[WorkError, Heard], str]", say)

    def knows(self, kind: type[WorkError]) -> bool:
        """Whether a refusal of this kind would find its words."""
        return any(one in self._sentences for one in kind.__mro__)

    def of(self, refusal: WorkError, heard: Heard) -> str:
        """The sentence of this refusal; one that nobody gave words is a fault of ours and raised as such."""
        for kind in type(refusal).__mro__:
            if kind in self._sentences:
                return self._sentences[kind](refusal, heard)
        raise refusal
