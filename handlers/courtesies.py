"""What people say to the assistant itself: thanks, a nod, and questions about what it is and how it is used."""

from handlers.answers import Reply
from handlers.heard import Heard
from services import access
from services.notices import history
from services.understanding.courtesies import Courtesy, courtesy_in
from services.understanding.guidance import Topic, guidance_asked
from texts import courtesies as texts
from texts import guidance as guidance_texts
from texts import menu
from texts import notices as notice_texts


def hear(heard: Heard) -> Reply | None:
    """A short word, or what was asked about the assistant; None for all that is about the work."""
    courtesy = courtesy_in(heard.words)
    if courtesy is not None:
        return Reply(_word(heard, courtesy))
    asked = guidance_asked(heard.words)
    if asked is None:
        return None
    if asked.command is not None:
        right = guidance_texts.right_for(asked.command)
        if right is not None:
            access.require(heard.speaker, right)
        return Reply(guidance_texts.by_command(asked.command))
    if not heard.private:
        return Reply(guidance_texts.about(Topic.WHO if asked.topic is Topic.USAGE else asked.topic, heard.speaker))
    keyboard = menu.keyboard(heard.speaker) if asked.topic is Topic.USAGE else ()
    return Reply(guidance_texts.about(asked.topic, heard.speaker), keyboard=keyboard)


def _word(heard: Heard, courtesy: Courtesy) -> str:
    """收到 confirms no notice by itself, so it says which ones wait."""
    if heard.private and heard.words.rstrip("。！!.") in notice_texts.RECEIVED_WORDS:
        waiting = history.unconfirmed(heard.session, heard.speaker)
        if waiting:
            return texts.notice_waits(waiting)
    return texts.answered(courtesy)
