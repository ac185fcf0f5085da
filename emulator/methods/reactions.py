"""setMessageReaction: the bot answers with an emoji."""

from emulator.jsontext import Json, as_object, as_text
from emulator.params import Params
from emulator.reach import named_message, reachable_chat
from emulator.refusals import bad_request
from emulator.world import World

_OF_SEVERAL_CHARACTERS = ("❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀")
ALLOWED = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀"
    "🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
).union(_OF_SEVERAL_CHARACTERS)
"""core.telegram.org/bots/api#reactiontypeemoji."""


def set_message_reaction(world: World, params: Params) -> bool:
    """The bot's one reaction to the message is this, or none."""
    message = named_message(world, params, reachable_chat(world, params), "message to react")
    reactions = [as_object(reaction) for reaction in params.listed("reaction", "reaction types")]
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        _check(reaction)
    message.reactions = reactions
    world.changed(message)
    return True


def _check(reaction: Json) -> None:
    if reaction.get("type") != "emoji" or as_text(reaction.get("emoji")).replace("\ufe0f", "") not in ALLOWED:
        raise bad_request("REACTION_INVALID")
