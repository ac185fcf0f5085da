"""People handed in as an xlsx become members with posts (H3): read, then examined, then carried out.

Nothing is written before `carry_out`. The list speaks for the posts of its people in their own town: a role it no
longer names there ends. Elsewhere it only adds. Whoever has no Telegram number gets a personal link.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from knowledge.places import Places
from services.access import Role
from services.importing import headings, roster, workbooks
from services.importing.examination import Listed, Plan, examine
from services.importing.headings import Column, ColumnTwice, NoSuchList, SeveralLists
from services.importing.roster import EXAMPLE, Problem, Roster, Trouble
from services.importing.workbooks import Fault, Unreadable
from services.importing.writing import PersonalLink, carry_out

__all__ = [
    "EXAMPLE",
    "Column",
    "ColumnTwice",
    "Fault",
    "Listed",
    "NoSuchList",
    "PersonalLink",
    "Plan",
    "Problem",
    "Roster",
    "SeveralLists",
    "Trouble",
    "Unreadable",
    "carry_out",
    "examine",
    "read",
]


def read(path: Path, places: Places, role_names: Mapping[str, Role], today: date) -> Roster:
    """The people of this file and everything wrong with its rows. Refuses (WorkError) a file that holds no list."""
    with workbooks.opened(path) as sheets:
        return roster.read(headings.find(sheets), places, role_names, today)
