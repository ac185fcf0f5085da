"""What refusing and failing mean in the team's work: errors that carry facts and no sentence."""


class WorkError(Exception):
    """The work itself says no; its feature gives the words (`routes.refusal`)."""
