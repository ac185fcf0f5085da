"""The 督办单 as Word: one problem that is overdue, what was promised, and every step so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH

from reports.paper import BODY_FONT, HEADING_FONT, TITLE_FONT, finished, line, new_paper, run


@dataclass(frozen=True)
class Order:
    """What the paper says: pairs of name and words, and the steps, oldest first."""

    number: str
    facts: Sequence[tuple[str, str]]
    steps: Sequence[str]
    demand: str


def supervision_order(order: Order) -> bytes:
    """The document."""
    paper = new_paper()
    line(paper, "问题督办单", TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, f"编号 {order.number}", BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER)
    for name, words in order.facts:
        paragraph = line(paper, "", BODY_FONT, 16, indent=True)
        run(paragraph, f"{name}：", BODY_FONT, 16).bold = True
        run(paragraph, words, BODY_FONT, 16)
    line(paper, "办理经过", HEADING_FONT, 16, indent=True)
    for step in order.steps:
        line(paper, step, BODY_FONT, 14, indent=True)
    line(paper, "督办要求", HEADING_FONT, 16, indent=True)
    line(paper, order.demand, BODY_FONT, 16, indent=True)
    return finished(paper)
