"""What the bot is in a chat, and how it hears that this has changed."""

from emulator.chats import Chat
from emulator.jsontext import Json
from emulator.shapes import chat_shape, user_shape
from emulator.world import World

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_NO_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_promote_members",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def bot_member(world: World, chat: Chat) -> Json:
    """The Bot API's ChatMember of the bot: in private, `kicked` is how a block looks."""
    user: Json = {"user": world.bot.as_user()}
    if chat.private:
        blocked = world.store.people[chat.id].blocked
        return user | ({"status": "kicked", "until_date": 0} if blocked else {"status": "member"})
    if chat.left:
        return user | {"status": "left"}
    if not chat.admin:
        return user | {"status": "member"}
    return user | {"status": "administrator"} | dict.fromkeys(_RIGHTS, True) | dict.fromkeys(_NO_RIGHTS, False)


def tell_membership(world: World, chat: Chat, by: int, before: Json) -> None:
    """The update my_chat_member: who changed what the bot is there."""
    change: Json = {"chat": chat_shape(world, chat), "from": user_shape(world, by), "date": int(world.now())}
    world.tell("my_chat_member", change | {"old_chat_member": before, "new_chat_member": bot_member(world, chat)})
