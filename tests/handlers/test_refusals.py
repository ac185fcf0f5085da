"""Whatever the work refuses is told in a sentence."""

import importlib
import pkgutil

import handlers
import services
from services.work import WorkError

# Told by the command line (backups, lists of people), or by the errand that makes the document.
TOLD_ELSEWHERE = {
    "BackupUnderWay", "BackupUnreadable", "BackupTooNew", "NotEmptyYet",
    "ColumnTwice", "NoSuchList", "SeveralLists", "Unreadable",
    "TooManyVisits",
}  # fmt: skip


def kinds(of: type[WorkError]) -> set[type[WorkError]]:
    """Every kind of refusal that stands below this one and has no kinds of its own."""
    below = of.__subclasses__()
    return {of} if not below else set().union(*(kinds(one) for one in below))


def test_every_refusal_of_the_services_has_words() -> None:
    # A refusal is known once its module is: all of them, whatever other tests have imported.
    for module in pkgutil.walk_packages(services.__path__, "services."):
        importlib.import_module(module.name)
    wordings = handlers.register().wordings
    refusals = [one for one in kinds(WorkError) if one.__module__.startswith("services.")]
    assert len(refusals) > 40
    assert {one.__qualname__ for one in refusals if not wordings.knows(one)} == TOLD_ELSEWHERE
