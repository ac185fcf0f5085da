"""A short word back where nothing more is wanted."""

from services.understanding.courtesies import Courtesy

_WORDS = {
    Courtesy.THANKS: "不客气",
    Courtesy.GOODBYE: "好的，有事随时发一句话",
    Courtesy.NOD: "好的",
    Courtesy.ANSWER: "现在没有等您选的事项。要办什么，直接发一句话就行",
}


def answered(courtesy: Courtesy) -> str:
    """One line, no chatter."""
    return _WORDS[courtesy]
