"""getMe: who the bot is."""

from emulator.jsontext import Json
from emulator.params import Params
from emulator.world import World


def get_me(world: World, _params: Params) -> Json:
    """Who the bot is."""
    return world.bot.as_me()
