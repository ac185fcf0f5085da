"""The files that were sent: what the Bot API says of them; their bytes are in the journal."""

from dataclasses import dataclass

from emulator.jsontext import Json

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""What getFile gives out."""


@dataclass(slots=True)
class StoredFile:
    """One file: `kind` is photo, document, voice or sticker, `width`/`height`/`duration` where they make sense."""

    id: str
    kind: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    duration: int = 0

    @property
    def unique_id(self) -> str:
        """Equal for the same file in every bot; shorter, and of no use for downloading."""
        return "AQAD" + self.id[-12:]

    @property
    def path(self) -> str:
        """Where getFile says the file is."""
        return f"{self.kind}s/{self.id}/{self.name}"

    def as_file(self) -> Json:
        """The Bot API's File."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size, "file_path": self.path}

    def as_photo_size(self) -> Json:
        """The Bot API's PhotoSize."""
        shape: Json = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}
        return shape | {"width": self.width, "height": self.height}

    def as_document(self) -> Json:
        """The Bot API's Document."""
        shape: Json = {"file_name": self.name, "mime_type": self.mime, "file_id": self.id}
        return shape | {"file_unique_id": self.unique_id, "file_size": self.size}

    def as_voice(self) -> Json:
        """The Bot API's Voice."""
        shape: Json = {"duration": self.duration, "mime_type": self.mime, "file_id": self.id}
        return shape | {"file_unique_id": self.unique_id, "file_size": self.size}
