"""The files that were sent: what the Bot API says of them; their bytes are in the journal."""

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import PurePath

from emulator.jsontext import Json

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""What getFile gives out."""
PHOTO_LIMIT = 10 * 1024 * 1024
"""What a bot may send as a photo."""


def new_file_id() -> str:
    """Unguessable, and never given twice, not even by a Telegram that starts afresh."""
    return f"AgAC{secrets.token_urlsafe(36)}"


@dataclass(slots=True)
class StoredFile:
    """One file: `kind` is photo, document or voice; `width`, `height`, `duration` (seconds) where they make sense.

    A photo is several files, one a size; each has the ids of all in `sizes`.
    """

    id: str
    kind: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    duration: int = 0
    sizes: list[str] = field(default_factory=list)

    @property
    def unique_id(self) -> str:
        """The same for every bot, and of no use for downloading."""
        return "AQAD" + hashlib.sha256(self.id.encode()).hexdigest()[:12]

    @property
    def path(self) -> str:
        """Where getFile says the file is."""
        return f"{self.kind}s/{self.id}{PurePath(self.name).suffix}"

    def _names(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}

    def as_file(self) -> Json:
        """The Bot API's File."""
        return self._names() | {"file_path": self.path}

    def as_photo_size(self) -> Json:
        """The Bot API's PhotoSize."""
        return self._names() | {"width": self.width, "height": self.height}

    def as_document(self) -> Json:
        """The Bot API's Document."""
        return self._names() | {"file_name": self.name, "mime_type": self.mime}

    def as_voice(self) -> Json:
        """The Bot API's Voice."""
        return self._names() | {"duration": self.duration, "mime_type": self.mime}
