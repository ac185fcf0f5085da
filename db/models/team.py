"""The 45 stationed work teams (驻镇帮镇扶村工作队), one a town, street or farm."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Team(Base):
    """A team; `stationed_on` is its own 进驻日 and stays empty until somebody says it."""

    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    town: Mapped[str] = mapped_column(unique=True)
    town_code: Mapped[str]
    district: Mapped[str]
    kind: Mapped[str]
    town_class: Mapped[str]
    stationed_on: Mapped[date | None]
