"""Finished documents on their way: under DATA_DIR/outbox until they have long been sent."""

import time
from hashlib import sha256
from pathlib import Path

FOLDER = "outbox"
_KEPT_SECONDS = 7 * 24 * 3600
MOST_BYTES = 45 * 1024 * 1024
"""A bot sends files of up to 50 MB (core.telegram.org/bots/api#senddocument)."""


def put(content: bytes, suffix: str, folder: Path) -> str:
    """The document lies there under its hash; gives back its path below the folder. Week-old ones are cleared away."""
    box = folder / FOLDER
    box.mkdir(parents=True, exist_ok=True)
    for old in box.iterdir():
        if old.stat().st_mtime < time.time() - _KEPT_SECONDS:
            old.unlink(missing_ok=True)
    path = box / f"{sha256(content).hexdigest()}{suffix}"
    path.write_bytes(content)
    return str(path.relative_to(folder))
