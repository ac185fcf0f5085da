"""A small, strict Telegram on this machine; it knows nothing of the assistant."""
