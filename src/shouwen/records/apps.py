"""The Django app that holds every table."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """Tables, and the triggers that keep the append-only ones append-only.

    SQLite drops triggers when Django remakes a table, so they are put back after every migrate,
    whoever runs it; ``post_migrate`` is Django's one hook for that (decision 11)."""

    name = "shouwen.records"
    label = "records"

    def ready(self) -> None:
        """Have the triggers installed after every migrate."""
        from shouwen.records.triggers import install  # tables exist only once apps are loaded

        post_migrate.connect(install, sender=self)
