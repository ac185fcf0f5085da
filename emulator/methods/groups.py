"""getChat, getChatMember, getChatMemberCount, getChatAdministrators, leaveChat."""

from emulator.chats import Chat
from emulator.jsontext import Json
from emulator.membership import bot_member, tell_membership
from emulator.params import Params
from emulator.reach import known_chat, reachable_chat
from emulator.refusals import bad_request
from emulator.shapes import chat_shape, message_shape, user_shape
from emulator.world import World


def get_chat(world: World, params: Params) -> Json:
    """Everything about a chat (ChatFullInfo)."""
    chat = known_chat(world, params)
    gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False)
    full: Json = {"accent_color_id": abs(chat.id) % 7, "max_reaction_count": 11}
    full["accepted_gift_types"] = gifts | {"gifts_from_channels": False}
    if chat.pinned and (pinned := world.message(chat.id, chat.pinned[-1])) is not None:
        full["pinned_message"] = message_shape(world, pinned, nested=True)
    return chat_shape(world, chat) | full


def get_chat_member(world: World, params: Params) -> Json:
    """Who somebody is in the chat: member, administrator or left."""
    chat = known_chat(world, params)
    user = params.integer("user_id")
    if user == world.bot.id:
        return bot_member(world, chat)
    if user is None or user not in world.store.people:
        raise bad_request("user not found" if user else "invalid user_id specified")
    there = user == chat.id or user in chat.members
    return {"status": "member" if there else "left", "user": user_shape(world, user)}


def get_chat_member_count(world: World, params: Params) -> int:
    """How many there are, the bot among them."""
    chat = known_chat(world, params)
    return 2 if chat.private else len(chat.members) + (not chat.left)


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """The administrators; here only the bot can be one."""
    chat = known_chat(world, params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [bot_member(world, chat)] if chat.admin and not chat.left else []


def leave_chat(world: World, params: Params) -> bool:
    """The bot is in the group no more."""
    chat: Chat = reachable_chat(world, params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    before = bot_member(world, chat)
    chat.left = True
    world.store.save_chat(chat)
    tell_membership(world, chat, world.bot.id, before)
    return True
