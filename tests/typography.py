"""Looks for half-width punctuation between Chinese characters, which no text of ours may have."""

import re

_SLIP = re.compile(r"[\u4e00-\u9fff][,:?!;()][\u4e00-\u9fff]")


def slips(text: str) -> list[str]:
    """Every place where a half-width mark stands between two Chinese characters."""
    return _SLIP.findall(text)
