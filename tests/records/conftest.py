"""An office with cases in every state, to break its tables on purpose."""

import pytest


@pytest.fixture
def world(db):
    """The demo office with its licence and its benefit."""
    from tests.acts.world import make_world  # Django is set up only after this file is read

    return make_world()
