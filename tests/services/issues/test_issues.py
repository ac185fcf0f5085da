"""Rules of problems: who hears what and when, who may take them, and what the raisers' word does."""

from datetime import date

import pytest

from services import issues
from services.access import NotAllowed
from services.departments import DepartmentUnknown
from services.issues import Move, Source, State
from tests.services.issues.town import DRY, FANG, LATER, LIN, MIN, WANG, WATER, XU, Town, who


def test_the_department_whose_matter_it_is_and_the_captain_hear_of_it_after_ten_minutes(town: Town) -> None:
    number = town.raised(heard=False)
    assert town.told(number, Move.RAISE) == {WATER, WANG}
    with town.open() as session:
        assert issues.page(session, who(session, WATER), issues.View.FREE, 1, town.now).total == 0
        with pytest.raises(issues.IssueUnknown):
            issues.find(session, who(session, WATER), number, town.now)
    town.step(minutes=10)
    with town.open() as session:
        assert issues.page(session, who(session, WATER), issues.View.FREE, 1, town.now).total == 1


def test_words_that_name_no_department_ask_every_one(town: Town) -> None:
    assert town.told(town.raised("办公楼借用的手续一直批不下来"), Move.RAISE) == {WATER, XU, WANG}


def test_it_is_due_at_the_end_of_the_fifteenth_working_day(town: Town) -> None:
    assert town.issue(town.raised()).due_at.astimezone(town.now.tzinfo).date() == date(2026, 12, 14)


def test_within_ten_minutes_it_is_taken_back_and_nobody_hears_of_it(town: Town) -> None:
    number = town.raised(heard=False)
    with town.open() as session:
        issues.undo(session, who(session, LIN), number, town.now)
    assert town.told(number, Move.RAISE) == set()
    issue = town.issue(number)
    assert (issue.state, issue.wakes_at) == (State.UNDONE, None)


def test_afterwards_it_can_no_longer_be_taken_back(town: Town) -> None:
    number = town.raised()
    with town.open() as session, pytest.raises(issues.TooLateToUndo):
        issues.undo(session, who(session, LIN), number, town.now)


def test_a_visit_becomes_one_problem_and_another_once_that_is_taken_back(town: Town) -> None:
    with town.open() as session:
        lin = who(session, LIN)
        first = issues.raise_issue(session, lin, DRY, town.now, source=Source.VISIT, source_id=7)
        assert issues.raise_issue(session, lin, DRY, town.now, source=Source.VISIT, source_id=7) is first
        issues.undo(session, lin, first.number, town.now)
        again = issues.raise_issue(session, lin, DRY, town.now, source=Source.VISIT, source_id=7)
        assert again.number != first.number
        assert issues.of_visit(session, 7) is again


def test_of_two_claims_the_second_hears_who_was_faster(town: Town) -> None:
    number = town.raised()
    with town.open() as session:
        issues.claim(session, who(session, XU), number, town.now)
    with town.open() as session, pytest.raises(issues.AlreadyClaimed) as lost:
        issues.claim(session, who(session, WATER), number, town.now)
    assert (lost.value.department, lost.value.by) == ("农业农村局", "老许")
    assert town.told(number, Move.CLAIM) == {LIN}


def test_only_departments_claim(town: Town) -> None:
    number = town.raised()
    with town.open() as session, pytest.raises(issues.NotTheirMove):
        issues.claim(session, who(session, MIN), number, town.now)


def test_a_refusal_needs_a_reason_and_goes_to_the_suggested_unit_and_the_second_one_to_the_office(town: Town) -> None:
    number = town.raised()
    with town.open() as session, pytest.raises(issues.ReasonNeeded):
        issues.refuse(session, who(session, WATER), number, " ", "农业农村局", town.now)
    with town.open() as session:
        issues.refuse(session, who(session, WATER), number, "属农田建设", "农业农村局", town.now)
    assert town.told(number, Move.REFUSE) == {XU}
    with town.open() as session:
        issues.refuse(session, who(session, XU), number, "不属本局", "水利局", town.now)
    assert town.told(number, Move.REFUSE) == {MIN}
    with town.open() as session:
        assert issues.page(session, who(session, MIN), issues.View.TODO, 1, town.now).total == 1
        issues.assign(session, who(session, MIN), number, "水利", town.now)
    assert town.told(number, Move.ASSIGN) == {WATER, LIN}


def test_a_suggested_unit_without_anybody_is_the_offices_to_settle(town: Town) -> None:
    number = town.raised()
    with town.open() as session:
        issues.refuse(session, who(session, WATER), number, "属电网改造", "供电", town.now)
    assert town.told(number, Move.REFUSE) == {MIN}


def test_an_unknown_unit_is_not_suggested(town: Town) -> None:
    number = town.raised()
    with town.open() as session, pytest.raises(DepartmentUnknown):
        issues.refuse(session, who(session, WATER), number, "不属本局", "天文局", town.now)


def test_a_department_refuses_once(town: Town) -> None:
    number = town.raised()
    with town.open() as session:
        issues.refuse(session, who(session, WATER), number, "不属本局", "农业农村局", town.now)
        with pytest.raises(issues.RefusedBefore):
            issues.refuse(session, who(session, WATER), number, "不属本局", "农业农村局", town.now)


def test_an_answer_reaches_the_raiser_after_ten_minutes_and_may_be_taken_back_before(town: Town) -> None:
    number = town.claimed()
    with town.open() as session:
        issues.answer(session, who(session, WATER), number, "本周打井", town.now)
        issues.take_back(session, who(session, WATER), number, town.now)
    assert town.issue(number).state == State.WORKING
    with town.open() as session:
        issues.answer(session, who(session, WATER), number, "下周打井", town.now)
    town.plan()
    assert town.issue(number).state == State.ANSWERED
    town.step(minutes=10)
    town.plan()
    assert town.issue(number).state == State.ASKED
    assert town.told(number, Move.ASK) == {LIN}


def test_solved_closes_it_and_no_clock_runs_on(town: Town) -> None:
    number = town.asked()
    with town.open() as session:
        issues.say_solved(session, who(session, LIN), number, town.now)
    issue = town.issue(number)
    assert (issue.state, issue.wakes_at, issue.closed_at) == (State.CLOSED, None, town.now)
    steps = town.moves(number)
    town.days(60)
    assert town.moves(number) == steps


def test_partly_keeps_it_open_with_what_remains(town: Town) -> None:
    number = town.asked()
    with town.open() as session, pytest.raises(issues.ReasonNeeded):
        issues.say_partly(session, who(session, LIN), number, "", town.now)
    with town.open() as session:
        issues.say_partly(session, who(session, LIN), number, "还差水泵", town.now)
    issue = town.issue(number)
    assert (issue.state, issue.remains, issue.round) == (State.WORKING, "还差水泵", 1)


def test_unsolved_is_a_second_round_that_owner_and_supervisor_hear_of(town: Town) -> None:
    number = town.asked()
    with town.open() as session:
        issues.say_unsolved(session, who(session, LIN), number, town.now)
    assert (town.issue(number).state, town.issue(number).round) == (State.REDO, 2)
    assert town.told(number, Move.UNSOLVED) == {WATER, MIN, FANG}


def test_what_was_closed_is_reopened_with_a_reason(town: Town) -> None:
    number = town.asked()
    with town.open() as session:
        issues.say_solved(session, who(session, LIN), number, town.now)
    with town.open() as session:
        issues.reopen(session, who(session, FANG), number, "井又干了", town.now)
    issue = town.issue(number)
    assert (issue.state, issue.round, issue.closed_at) == (State.REDO, 2, None)


def test_silence_is_asked_twice_over_ten_working_days_and_then_presumed(town: Town) -> None:
    number = town.asked()
    town.days(6)
    assert town.moves(number)[-1] == Move.ASK
    town.days(1)
    assert town.moves(number)[-1] == Move.ASK_AGAIN
    town.days(6)
    assert town.issue(number).state == State.ASKED
    town.days(1)
    assert town.issue(number).state == State.PRESUMED


def test_nobody_claims_for_two_working_days_and_the_coordinator_hears(town: Town) -> None:
    number = town.raised()
    town.days(1)
    assert town.moves(number) == [Move.RAISE]
    town.days(1)
    assert town.moves(number)[-1] == Move.ESCALATE
    assert town.told(number, Move.ESCALATE) == {MIN}


def test_five_silent_working_days_are_urged_and_a_note_begins_them_anew(town: Town) -> None:
    number = town.claimed()
    town.days(4)
    with town.open() as session:
        issues.note(session, who(session, WATER), number, "已看现场", town.now)
    town.days(6)
    assert town.moves(number)[-1] == Move.NOTE
    town.days(1)
    assert town.moves(number)[-1] == Move.URGE
    assert town.told(number, Move.URGE) == {WATER}


def test_three_working_days_overdue_bring_the_order_once(town: Town) -> None:
    number = town.claimed()
    town.days(24)
    assert town.moves(number).count(Move.ORDER) == 1
    assert town.told(number, Move.ORDER) == {WATER, MIN, FANG}
    town.days(10)
    assert town.moves(number).count(Move.ORDER) == 1


def test_a_long_term_problem_comes_back_on_its_day(town: Town) -> None:
    number = town.claimed()
    with town.open() as session:
        issues.defer(session, who(session, WATER), number, date(2026, 12, 1), "要等旱季过后", town.now)
    town.days(7)
    assert town.issue(number).state == State.LONG_TERM
    town.days(1)
    assert town.issue(number).state == State.WORKING


def test_a_day_to_look_again_lies_ahead(town: Town) -> None:
    number = town.claimed()
    with town.open() as session, pytest.raises(issues.DayPast):
        issues.defer(session, who(session, WATER), number, date(2026, 11, 23), "等一等", town.now)


def test_a_declined_one_is_seen_by_raiser_leader_and_those_above_only(town: Town) -> None:
    number = town.claimed()
    with town.open() as session:
        issues.decline(session, who(session, WATER), number, "不符合规划", town.now)
    assert town.told(number, Move.DECLINE) == {LIN}
    with town.open() as session:
        seen = {
            one for one in (LIN, WANG, WATER, MIN, FANG) if issues.find(session, who(session, one), number, town.now)
        }
        assert seen == {LIN, WANG, WATER, MIN, FANG}
        for other in (1004, XU, LATER):
            with pytest.raises(issues.IssueUnknown):
                issues.find(session, who(session, other), number, town.now)


def test_look_alikes_are_found_and_followed_together_with_both_raisers(town: Town) -> None:
    first = town.raised("新圩镇450亩旱地缺水，请协调打井", LATER)
    second = town.raised(heard=False)
    with town.open() as session:
        found = issues.alike(session, town.issue(second), town.now)
        assert found is not None
        assert (found.issue.number, found.town) == (first, "新圩镇")
        assert found.percent >= 80
        issues.merge(session, who(session, LIN), second, first, town.now)
    assert town.issue(second).state == State.MERGED
    with town.open() as session:
        issues.claim(session, who(session, WATER), first, town.now)
    assert town.told(first, Move.CLAIM) == {LIN, LATER}


def test_with_several_raisers_it_closes_once_all_have_said_so(town: Town) -> None:
    first = town.raised("新圩镇450亩旱地缺水，请协调打井", LATER)
    second = town.raised()
    with town.open() as session:
        issues.merge(session, who(session, LIN), second, first, town.now)
        issues.claim(session, who(session, WATER), first, town.now)
        issues.answer(session, who(session, WATER), first, "已打井", town.now)
        issues.ask_now(session, who(session, WATER), first, town.now)
        issues.say_solved(session, who(session, LATER), first, town.now)
    assert town.issue(first).state == State.ASKED
    with town.open() as session:
        issues.say_solved(session, who(session, LIN), first, town.now)
    assert town.issue(first).state == State.CLOSED


def test_a_stranger_puts_no_problem(town: Town) -> None:
    with town.open() as session, pytest.raises(NotAllowed):
        issues.raise_issue(session, who(session, 1010), DRY, town.now)


def test_what_lies_with_a_department_is_its_list_and_the_oldest_promise_comes_first(town: Town) -> None:
    late, early = town.claimed("路边水渠堵塞"), town.claimed("水井抽不上水")
    with town.open() as session:
        issues.extend(session, who(session, MIN), early, date(2026, 11, 30), "村里急用", town.now)
        page = issues.page(session, who(session, WATER), issues.View.TODO, 1, town.now)
        assert [one.issue.number for one in page.shown] == [early, late]
        assert issues.page(session, who(session, XU), issues.View.TODO, 1, town.now).total == 0


@pytest.mark.parametrize(("days", "light"), [(0, "green"), (16, "yellow"), (22, "red")])
def test_the_light_follows_the_promise(town: Town, days: int, light: str) -> None:
    number = town.claimed()
    town.step(days=days)
    with town.open() as session:
        assert issues.find(session, who(session, LIN), number, town.now).standing.light == light
