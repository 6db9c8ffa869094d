"""What every table has in common.

An index is written with every row, so each is one that somebody reads by: a foreign key that a
constraint leads with anyway, or that nobody looks anything up by, has none of its own
(``db_index=False``)."""

from django.db import models


class Row(models.Model):
    """A row with a UUIDv7 key that whoever makes it gives (decision 16)."""

    id = models.UUIDField(primary_key=True)

    class Meta:
        """No table of its own."""

        abstract = True


def one_of(name: str, field: str, words: type) -> models.CheckConstraint:
    """A constraint that ``field`` holds one of the words of an enum."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [word.value for word in words]}), name=name
    )
