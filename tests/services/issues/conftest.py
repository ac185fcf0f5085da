"""The town of the tests of problems."""

from collections.abc import Iterator

import pytest

from tests.services.issues.town import Town, opened


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with opened(database_url) as town:
        yield town
