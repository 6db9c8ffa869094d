"""Whether the database answers: what a supervisor of processes asks for."""

from django.db import DatabaseError, connection


def database_answers() -> bool:
    """Whether one statement came back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False
