"""setMyCommands and its kin: what a person finds under the menu button."""

import re

from emulator.jsontext import Json, as_object, as_text
from emulator.menus import Menu
from emulator.params import Params
from emulator.reach import known_chat
from emulator.refusals import bad_request
from emulator.world import World

COMMANDS_LIMIT = 100
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}\Z")
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
_BUTTONS = frozenset({"default", "commands", "web_app"})
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}) | _CHAT_SCOPES


def set_my_commands(world: World, params: Params) -> bool:
    """The commands of a scope and language are these."""
    given = params.decoded("commands", "commands")
    if not isinstance(given, list):
        raise bad_request("can't parse commands JSON object" if given else 'parameter "commands" is required')
    if len(given) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(as_object(command)) for command in given]
    world.store.save_menu(Menu(_place(world, params), commands))
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """The commands set for exactly this scope and language."""
    menu = world.store.menus.get(_place(world, params))
    return menu.commands if menu else []


def delete_my_commands(world: World, params: Params) -> bool:
    """The scope and language have none of their own any more."""
    world.store.save_menu(Menu(_place(world, params)))
    return True


def _command(given: Json) -> Json:
    name, description = as_text(given.get("command")), as_text(given.get("description")).strip()
    if not _COMMAND.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID" if description else "command description must be non-empty")
    return {"command": name.removeprefix("/"), "description": description}


def _place(world: World, params: Params) -> str:
    scope = as_object(params.decoded("scope", "bot command scope"))
    kind = as_text(scope.get("type")) or "default"
    if kind not in _SCOPES:
        raise bad_request("unsupported type specified for BotCommandScope")
    parts = [kind]
    if kind in _CHAT_SCOPES:
        parts.append(str(known_chat(world, Params(scope)).id))
    if kind == "chat_member":
        parts.append(str(Params(scope).integer("user_id")))
    return "/".join([*parts, params.text("language_code")])


def set_chat_menu_button(world: World, params: Params) -> bool:
    """The button beside the text field: of one private chat, or of all that have none of their own."""
    button = as_object(params.decoded("menu_button", "menu button"))
    if button and button.get("type") not in _BUTTONS:
        raise bad_request("unsupported menu button type")
    kept = button if button and button["type"] != "default" else None
    world.store.save_menu(Menu(_button_place(world, params), button=kept))
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """The button as it is set there."""
    menu = world.store.menus.get(_button_place(world, params)) or world.store.menus.get("button")
    return (menu.button if menu else None) or {"type": "commands"}


def _button_place(world: World, params: Params) -> str:
    return f"button/{known_chat(world, params).id}" if params.has("chat_id") else "button"
