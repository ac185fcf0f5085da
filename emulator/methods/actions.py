"""sendChatAction: 正在输入 and its kin."""

from emulator.params import Params
from emulator.reach import reachable_chat, thread_of
from emulator.refusals import bad_request
from emulator.world import World

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_chat_action(world: World, params: Params) -> bool:
    """The phone would show it for five seconds; here it is only checked and counted."""
    chat = reachable_chat(world, params)
    thread_of(world, params, chat)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
