"""The Bot API's methods by name in lower case (getUpdates aside, the only one that waits)."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from emulator.methods import (
    actions,
    answering,
    copying,
    deleting,
    downloads,
    editing,
    forum,
    groups,
    identity,
    inline,
    media,
    menu,
    pinning,
    reactions,
    sending,
    webhooks,
)
from emulator.params import Params
from emulator.world import World

Method: TypeAlias = Callable[[World, Params], object]

METHODS: Mapping[str, Method] = {
    "getme": identity.get_me,
    "setwebhook": webhooks.set_webhook,
    "deletewebhook": webhooks.delete_webhook,
    "getwebhookinfo": webhooks.get_webhook_info,
    "sendmessage": sending.send_message,
    "sendlocation": sending.send_location,
    "sendphoto": media.send_photo,
    "senddocument": media.send_document,
    "sendvoice": media.send_voice,
    "sendmediagroup": media.send_media_group,
    "sendchataction": actions.send_chat_action,
    "copymessage": copying.copy_message,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": deleting.delete_message,
    "deletemessages": deleting.delete_messages,
    "setmessagereaction": reactions.set_message_reaction,
    "pinchatmessage": pinning.pin_chat_message,
    "unpinchatmessage": pinning.unpin_chat_message,
    "unpinallchatmessages": pinning.unpin_all_chat_messages,
    "createforumtopic": forum.create_forum_topic,
    "editforumtopic": forum.edit_forum_topic,
    "closeforumtopic": forum.close_forum_topic,
    "reopenforumtopic": forum.reopen_forum_topic,
    "answercallbackquery": answering.answer_callback_query,
    "answerinlinequery": inline.answer_inline_query,
    "getfile": downloads.get_file,
    "getchat": groups.get_chat,
    "getchatmember": groups.get_chat_member,
    "getchatmembercount": groups.get_chat_member_count,
    "getchatadministrators": groups.get_chat_administrators,
    "leavechat": groups.leave_chat,
    "setmycommands": menu.set_my_commands,
    "getmycommands": menu.get_my_commands,
    "deletemycommands": menu.delete_my_commands,
    "setchatmenubutton": menu.set_chat_menu_button,
    "getchatmenubutton": menu.get_chat_menu_button,
}
