"""The office's clock: the wall's, or a demonstration's own."""

from datetime import UTC, datetime, timedelta

from services.clock import TEAM_ZONE, Clock


class Wall:
    """Seconds since 1970 that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = datetime(2026, 11, 27, 2, 0, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.seconds


def test_without_a_demonstration_it_is_the_walls_time() -> None:
    wall = Wall()
    clock = Clock(wall=wall)
    wall.seconds += 90
    assert clock.now() == datetime(2026, 11, 27, 2, 1, 30, tzinfo=UTC)


def test_a_demonstration_starts_where_it_is_told_and_runs_so_many_times_as_fast() -> None:
    wall = Wall()
    clock = Clock(datetime(2026, 11, 27, 8, 29, tzinfo=TEAM_ZONE), 60, wall)
    wall.seconds += 30  # getting ready
    clock.begin()
    wall.seconds += 1
    assert clock.now() == datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)


def test_with_a_speed_alone_a_demonstration_starts_now() -> None:
    wall = Wall()
    clock = Clock(speed=60, wall=wall)
    started = clock.now()
    wall.seconds += 2
    assert clock.now() == started + timedelta(minutes=2)
