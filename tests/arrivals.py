"""Updates as Telegram may deliver them though no phone of the emulator sends them so."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import InboxRow
from handlers.masking import Raw, masked
from services import inbox
from services.inbox import Incoming
from tests.office import Office


def stored_updates(office: Office) -> list[Raw]:
    """Every update that came in so far, oldest first."""
    with Session(office.engine) as session:
        return [dict(one) for one in session.scalars(select(InboxRow.payload).order_by(InboxRow.update_id))]


async def arrives(office: Office, update: Raw) -> None:
    """The update comes in through the guard at the door and is handled."""
    clean = masked(update)
    sender = next(one["from"] for one in clean.values() if isinstance(one, dict) and "from" in one)
    assert isinstance(sender, dict)
    with Session(office.engine) as session, session.begin():
        inbox.keep(session, [Incoming(int(str(clean["update_id"])), sender["id"], clean)], office.clock.now())
    await office.assistant.handle_waiting()
    await office.work()
