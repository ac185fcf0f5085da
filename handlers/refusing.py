"""The refusals that belong to no one feature, and their words."""

from handlers.heard import Heard
from handlers.routes import Routes
from services import forms, people
from services.access import NotAllowed
from services.work import ButtonStale
from texts import forms as form_texts
from texts import refusals


def register(routes: Routes) -> None:
    """The refusals that any feature may meet."""
    routes.refusal(NotAllowed, not_allowed)
    routes.refusal(ButtonStale, lambda *_: refusals.STALE)
    routes.refusal(people.TeamUnknown, town_unknown)
    routes.refusal(forms.FormEnded, lambda refusal, heard: form_texts.ended(refusal.ended_at, heard.today))
    routes.refusal(
        forms.StepPassed, lambda refusal, _: form_texts.passed(refusal.standing.number, refusal.standing.count)
    )
    routes.refusal(forms.StepNeeded, lambda *_: form_texts.needed())


def not_allowed(refusal: NotAllowed, heard: Heard) -> str:
    """Who can do it instead, by name unless a stranger asks or others listen."""
    if not heard.among_us:
        return refusals.not_allowed(refusal, [], joined=not heard.speaker.is_stranger)
    team = refusal.team or heard.speaker.team
    names = [one.name for role in refusal.named for one in people.holders(heard.session, role, team)]
    return refusals.not_allowed(refusal, list(dict.fromkeys(names))[:3])


def town_unknown(refusal: people.TeamUnknown, heard: Heard) -> str:
    """The towns whose names come nearest."""
    return refusals.town_unknown(refusal.town, heard.knowledge.places.nearest_towns(refusal.town)[:3])
