"""``shouwen serve``: the pages, by gunicorn."""

from django.db import connection

from shouwen.cli.frame import Answer, CannotRun, say
from shouwen.cli.processes import refuse_taken_port, supervise, web

MOST_ON_SQLITE = 4
"""One writer at a time: more processes would only wait for each other."""


def serve(host: str, port: int, workers: int) -> Answer:
    """Until told to stop; status 1 where the server ended by itself."""
    if connection.vendor == "sqlite" and workers > MOST_ON_SQLITE:
        raise CannotRun(
            f"On SQLite at most {MOST_ON_SQLITE} workers make sense: it has one writer at a time."
            " For more, use PostgreSQL (DATABASE_URL)."
        )
    refuse_taken_port(host, port)
    say(f"serving on http://{host}:{port}/ ; Ctrl-C ends it")
    return Answer({"stopped": True}, "", supervise([web(host, port, workers)]))
