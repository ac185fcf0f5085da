"""setWebhook, deleteWebhook, getWebhookInfo."""

import re

from emulator.jsontext import Json
from emulator.methods.polling import subscribe
from emulator.params import Params
from emulator.refusals import bad_request
from emulator.world import UPDATES, World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")
_HOST = re.compile(r"https?://[^/\s]+", re.IGNORECASE)


def set_webhook(world: World, params: Params) -> bool:
    """Updates are posted to the URL from now on; an empty one ends that.

    Telegram wants https; here http is taken too, as by an own Bot API server, since it stays on this machine.
    """
    url, secret = params.text("url"), params.text("secret_token")
    if url and not _HOST.match(url):
        raise bad_request("bad webhook: invalid webhook URL specified")
    if secret and not _SECRET.match(secret):
        raise bad_request("bad webhook: secret token contains unallowed characters")
    subscribe(world, params)
    subscription = world.store.subscription
    subscription.url, subscription.secret_token = url, secret if url else ""
    subscription.max_connections = min(max(params.integer("max_connections") or 40, 1), 100)
    _settle(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Updates wait for getUpdates again."""
    world.store.subscription.url = world.store.subscription.secret_token = ""
    _settle(world, params)
    return True


def _settle(world: World, params: Params) -> None:
    """Who waits in getUpdates hears of it, and what waits goes its new way."""
    subscription = world.store.subscription
    subscription.last_error_date, subscription.last_error_message = None, ""
    world.store.save_subscription(subscription)
    if params.flag("drop_pending_updates"):
        world.store.updates.clear()
    world.bells.ring(UPDATES)
    world.courier.wake()


def get_webhook_info(world: World, _params: Params) -> Json:
    """Where updates go, how many wait, and what went wrong last."""
    subscription = world.store.subscription
    info: Json = {"url": subscription.url, "has_custom_certificate": False}
    info["pending_update_count"] = len(world.store.updates)
    if subscription.url:
        info["max_connections"] = subscription.max_connections
    if subscription.allowed:
        info["allowed_updates"] = subscription.allowed
    if subscription.last_error_date is not None:
        info |= {
            "last_error_date": subscription.last_error_date,
            "last_error_message": subscription.last_error_message,
        }
    return info
