"""What is wrong with a knowledge file, said so that its author can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Complaint:
    """One thing to mend. `line` counts from 1; `entry` is the id of the entry, or empty where there is none.

    A grave complaint makes its entry unusable. The others refuse our own knowledge base, but not a stranger's folder.
    """

    file: str
    line: int
    entry: str
    trouble: str
    mend: str
    grave: bool = True

    def __str__(self) -> str:
        """One sentence for the author: where, what, and the mend."""
        entry = f"条目“{self.entry}”，" if self.entry else ""
        return f"{self.file} 第{self.line}行：{entry}{self.trouble}。{self.mend}"


class KnowledgeError(Exception):
    """The knowledge base is refused; `complaints` holds everything found, by file and line."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(sorted(complaints, key=lambda found: (found.file, found.line)))
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))
