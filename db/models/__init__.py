"""One file a noun; together they are the database."""

from db.models.absence import Absence
from db.models.audit import AuditLine
from db.models.base import Base
from db.models.calendar import CalendarDay
from db.models.consultation import Consultation
from db.models.delivery import ChatPace, Delivery, Fate, Pace, Urgency
from db.models.department import Department
from db.models.dialogue import OpenQuestion
from db.models.draft import Draft
from db.models.duty import (
    Arrangement,
    DutyPlanning,
    DutyRule,
    DutyTemplate,
    Occurrence,
    OwnDuty,
    Rung,
    State,
    StepTick,
    Turn,
)
from db.models.edition import Edition
from db.models.errand import Errand
from db.models.feed import CalendarFeed
from db.models.feedback import Feedback
from db.models.group import Group
from db.models.highlight import Highlight, HighlightComment, HighlightPhoto
from db.models.inbox import InboxRow
from db.models.issue import Issue, IssueEvent, IssuePicture, IssueRaiser
from db.models.media import MediaFile, Piece
from db.models.member import Application, Invite, Member, Post
from db.models.notice import Notice, NoticeFile, Receipt
from db.models.plan import VisitPlan
from db.models.promise import Promise
from db.models.proposal import Proposal
from db.models.question import Question, WrittenAnswer
from db.models.talk import Talk, TalkQuestion, TalkSupport, TalkTurn
from db.models.team import Team
from db.models.upload import Upload
from db.models.visit import Visit, VisitChange, VisitCompanion, VisitLook, VisitMerge

__all__ = [
    "Absence",
    "Application",
    "Arrangement",
    "AuditLine",
    "Base",
    "CalendarDay",
    "CalendarFeed",
    "ChatPace",
    "Consultation",
    "Delivery",
    "Department",
    "Draft",
    "DutyPlanning",
    "DutyRule",
    "DutyTemplate",
    "Edition",
    "Errand",
    "Fate",
    "Feedback",
    "Group",
    "Highlight",
    "HighlightComment",
    "HighlightPhoto",
    "InboxRow",
    "Invite",
    "Issue",
    "IssueEvent",
    "IssuePicture",
    "IssueRaiser",
    "MediaFile",
    "Member",
    "Notice",
    "NoticeFile",
    "Occurrence",
    "OpenQuestion",
    "OwnDuty",
    "Pace",
    "Piece",
    "Post",
    "Promise",
    "Proposal",
    "Question",
    "Receipt",
    "Rung",
    "State",
    "StepTick",
    "Talk",
    "TalkQuestion",
    "TalkSupport",
    "TalkTurn",
    "Team",
    "Turn",
    "Upload",
    "Urgency",
    "Visit",
    "VisitChange",
    "VisitCompanion",
    "VisitLook",
    "VisitMerge",
    "VisitPlan",
    "WrittenAnswer",
]
