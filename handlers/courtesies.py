"""What people say to the assistant itself: thanks, a nod, and questions about what it is and how it is used."""

from handlers.answers import Reply
from handlers.heard import Heard
from services import access
from services.understanding.courtesies import courtesy_in
from services.understanding.guidance import Topic, guidance_asked
from texts import courtesies as texts
from texts import guidance as guidance_texts
from texts import menu


def hear(heard: Heard) -> Reply | None:
    """A short word, or what was asked about the assistant; None for all that is about the work."""
    courtesy = courtesy_in(heard.words)
    if courtesy is not None:
        return Reply(texts.answered(courtesy))
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
