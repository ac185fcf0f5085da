"""The page of moves says what the table says, and the table is one that people can follow."""

from pathlib import Path

import pytest

from services.issues import ENDS, TABLE, Move, State
from tests.typography import slips
from texts import transitions
from texts.issues import STATES, STEPS

HOUSE = Path(__file__).parent.parent


def test_the_page_says_what_the_table_says() -> None:
    said = (HOUSE / "docs" / "issues.md").read_text(encoding="utf-8")
    assert said == transitions.page(), "docs/issues.md is behind services/issues/moves.py: run `make transitions`"


def test_every_move_and_state_has_its_line_and_its_name() -> None:
    assert slips(transitions.page()) == []
    assert (set(TABLE), set(STEPS), set(STATES)) == (set(Move), set(Move), set(State))


@pytest.mark.parametrize("state", [state for state in State if state not in ENDS])
def test_every_open_state_has_a_way_on(state: State) -> None:
    assert any(state in rule.leaves and rule.enters not in (None, state) for rule in TABLE.values())


@pytest.mark.parametrize("state", sorted(ENDS))
def test_from_an_end_nothing_leads_on_but_a_reopening(state: State) -> None:
    assert {move for move, rule in TABLE.items() if state in rule.leaves} <= {Move.REOPEN}
