"""The departments (部门) that problems are put to."""

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Department(Base):
    """One department; whoever holds a post of this name speaks for it. `sample`: from the shipped list (示例)."""

    __tablename__ = "departments"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    sample: Mapped[bool] = mapped_column(default=False)
