"""The Bot API's methods by name (getUpdates aside, the only one that waits)."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from emulator.methods import answering, editing, identity, menu, sending
from emulator.params import Params
from emulator.world import World

Method: TypeAlias = Callable[[World, Params], object]

METHODS: Mapping[str, Method] = {
    "getme": identity.get_me,
    "sendmessage": sending.send_message,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "answercallbackquery": answering.answer_callback_query,
    "setmycommands": menu.set_my_commands,
    "getmycommands": menu.get_my_commands,
    "deletemycommands": menu.delete_my_commands,
}
