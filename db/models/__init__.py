"""One file a noun; together they are the database."""

from db.models.audit import AuditLine
from db.models.base import Base
from db.models.consultation import Consultation
from db.models.delivery import Delivery, Fate, Pace, Urgency
from db.models.dialogue import OpenQuestion
from db.models.inbox import InboxRow
from db.models.member import Application, Invite, Member, Post
from db.models.notice import Notice, Receipt
from db.models.team import Team
from db.models.visit import Visit, VisitChange

__all__ = [
    "Application",
    "AuditLine",
    "Base",
    "Consultation",
    "Delivery",
    "Fate",
    "InboxRow",
    "Invite",
    "Member",
    "Notice",
    "OpenQuestion",
    "Pace",
    "Post",
    "Receipt",
    "Team",
    "Urgency",
    "Visit",
    "VisitChange",
]
