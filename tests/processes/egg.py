"""What a start imports and reads, imported and read: the fork server begins with this."""

import bot
from services import knowing

__all__ = ["bot"]

knowing.load()
