"""The demo office in a database of each test."""

import pytest


@pytest.fixture
def world(db):
    """An office with two services: a licence whose silence accepts, and a benefit whose does not."""
    from tests.acts.world import make_world  # Django is set up only after this file is read

    return make_world()
