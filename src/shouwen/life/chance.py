"""Chance in a life: drawn from its seed, so that it falls the same way each time."""

from random import Random


def chance(*names: object) -> Random:
    """The chance that goes by these names: the same names, the same throws."""
    return Random(":".join(map(str, names)))  # noqa: S311  # what happens in a play is no secret
