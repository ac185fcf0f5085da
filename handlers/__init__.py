"""The chat side: one thin file per feature; register() is the map of the assistant."""

from handlers import (
    cards,
    diary,
    duties,
    duty_calendar,
    duty_plans,
    editions,
    feedback,
    free_talk,
    groups,
    highlights,
    households,
    joining,
    learning,
    leave,
    looks,
    notices,
    pieces,
    plans,
    policy,
    presence,
    promises,
    questions,
    refusing,
    retellings,
    talk_groups,
    talks,
    trials,
    uploads,
    visit_guide,
    visits,
    year_table,
)
from handlers.routes import Routes

FEATURES = (
    refusing,
    joining,
    policy,
    cards,
    questions,
    editions,
    learning,
    retellings,
    trials,
    uploads,
    feedback,
    visits,
    visit_guide,
    pieces,
    promises,
    plans,
    households,
    looks,
    diary,
    duties,
    duty_plans,
    duty_calendar,
    leave,
    year_table,
    notices,
    groups,
    presence,
    talks,
    talk_groups,
    highlights,
    free_talk,
)  # free talk takes what is left, so it comes last


def register() -> Routes:
    """Every command, button, open question and kind of message, and who hears it."""
    routes = Routes()
    for feature in FEATURES:
        feature.register(routes)
    return routes
