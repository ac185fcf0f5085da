"""What refusing and failing mean in the team's work: errors that carry facts and no sentence."""


class WorkError(Exception):
    """The work itself says no; its feature gives the words (`routes.refusal`)."""


class ButtonStale(WorkError):
    """A button says what none of ours says: it is older than this version, or made up."""
