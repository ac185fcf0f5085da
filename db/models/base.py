"""What every table shares."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, Date, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from db.types import Moment

# SQLite counts rows up by itself only for its own INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Constraint names are fixed so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[object, object]] = {
        int: BigInteger,
        str: Text,
        datetime: Moment,
        date: Date,
        list[str]: JSON,
        dict[str, object]: JSON,
    }
