"""What questions teach (A8, A10): proposals are gathered, editors decide, the accepted become an edition."""

from db.models import Proposal
from services.learning.deciding import (
    accept_as_entry,
    accept_as_wording,
    accept_wordings,
    ask_person,
    leave,
)
from services.learning.gathering import gather
from services.learning.proposals import (
    Card,
    DecidedBefore,
    Kind,
    ProposalGone,
    group_of,
    next_card,
    single,
    waiting_with,
)
from services.learning.weekly import WEEKLY, plan

__all__ = [
    "WEEKLY", "Card", "DecidedBefore", "Kind", "Proposal", "ProposalGone", "accept_as_entry", "accept_as_wording",
    "accept_wordings", "ask_person", "gather", "group_of", "leave", "next_card", "plan", "single",
    "waiting_with",
]  # fmt: skip
