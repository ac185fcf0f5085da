"""The one question that may stand open in a chat; no dialogue lives in memory."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class OpenQuestion(Base):
    """What the assistant asked this person last and still waits for; `topic` names who hears the answer."""

    __tablename__ = "open_questions"

    telegram_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    topic: Mapped[str]
    facts: Mapped[dict[str, object]]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
