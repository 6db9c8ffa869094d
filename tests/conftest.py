"""The test plant: an environment of its own, both databases, and no way out to the network.

Fixtures of tests that need more than pure functions:

``db``
    pytest-django's: everything the test writes is rolled back. For most tests of acts and pages.
``world``
    an office founded once for each worker, in a database of its own; rolled back like ``db``.
``committed_db``
    a database of the test's own, where commits are real: for races, and for subprocesses.
``live_site``
    the address of the whole site, served from a ``committed_db``.
``browser``
    the distribution's Chromium under Playwright.

What touches the database is marked ``database`` by itself; ``python -m tools.test`` runs all tests
on SQLite and those again on PostgreSQL.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from ipaddress import ip_address
from pathlib import Path

import hypothesis
import pytest

from tests.databases import (
    Committed,
    committed_copy,
    copied,
    end_sessions,
    staying_in,
    turned_to,
)

CI = os.environ.get("CI") == "true"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "shouwen.config.settings",
    "SHOUWEN_SECRET_KEY": "signs nothing that lasts",
    "SHOUWEN_SYNCHRONOUS": "OFF",
    "SHOUWEN_RECHECK": "1",
}
USES_DATABASE = {"db", "transactional_db", "committed_db", "live_site"}

hypothesis.settings.register_profile("shouwen", deadline=None, derandomize=CI)
hypothesis.settings.load_profile("shouwen")


# --- The session -----------------------------------------------------------------------------
def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # xdist's workers inherit what the first process set
        home = tempfile.mkdtemp(prefix="shouwen-tests-")
        config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
        for name in [name for name in os.environ if name.startswith("SHOUWEN_")]:
            del os.environ[name]
        os.environ.update(ENVIRONMENT, SHOUWEN_HOME=home)
    sys.addaudithook(only_loopback)

    from django.conf import settings  # reads the environment above

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if engine() == "sqlite":
        database = settings.DATABASES["default"]
        database.setdefault("TEST", {})["NAME"] = str(settings.HOME / "test.sqlite3")


def engine() -> str:
    """The database of this run: ``sqlite`` or ``postgresql``."""
    return "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"


def only_loopback(event: str, args: tuple) -> None:
    """Audit hook: no test talks to anything but this machine."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
        if host != "localhost" and not ip_address(host).is_loopback:
            raise PermissionError(f"a test tried to reach {host}; only loopback is allowed")


# --- Choosing tests --------------------------------------------------------------------------
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = []
    for item in items:
        only = item.get_closest_marker("engine")
        if only and only.args != (engine(),):
            elsewhere.append(item)
        if item.get_closest_marker("django_db") or USES_DATABASE.intersection(item.fixturenames):
            item.add_marker("database")
        if "_in_office" in item.fixturenames:  # before whatever begins the transaction
            item.fixturenames.remove("_in_office")
            item.fixturenames.insert(0, "_in_office")
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    items.sort(key=_is_short)


def _is_short(item: pytest.Item) -> bool:
    """Lives and walks last many seconds each. They come first: a long test begun at the end leaves
    the other worker idle."""
    return item.path.parent.name != "life" and "visit" not in item.fixturenames


def pytest_runtest_setup(item: pytest.Item) -> None:
    for needs in item.iter_markers("needs"):
        (program,) = needs.args
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine (make prepare)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator:
    return _nothing_skipped_in_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator:
    return _nothing_skipped_in_ci((yield))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured (``record_property("said", …)``), beside whether they passed."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for line in (value for name, value in report.user_properties if name == "said"):
                terminalreporter.write_line(line)


def _nothing_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport):
    if CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"With CI=true nothing may be skipped: {report.longrepr}"
    return report


# --- The database ----------------------------------------------------------------------------
@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker
) -> Iterator[None]:
    """Migrates one database for each worker; ``committed_db`` copies it."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        end_sessions()
        teardown_databases(made, verbosity=0)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[Committed]:
    """A copy of the migrated database, where commits are real; not to be mixed with ``db``.

    ``committed_db.environment`` lets a subprocess open the same one.
    """
    with django_db_blocker.unblock(), committed_copy(tmp_path) as committed:
        yield committed


@pytest.fixture(scope="session")
def founded(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[tuple]:
    """The name of a database in which :func:`tests.acts.world.make_world` was committed, and what
    it made: founded once for each worker, which is most of what a test of an act would last."""
    from tests.acts.world import make_world  # Django is set up only after this file is read

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            name, _ = stack.enter_context(copied(tmp_path_factory.mktemp("office")))
            with turned_to(name):
                world = make_world()
        yield name, world


@pytest.fixture
def _in_office(founded: tuple) -> Iterator[None]:
    with staying_in(founded[0]):
        forget()
        yield
        forget()


@pytest.fixture
def world(founded: tuple, _in_office: None, db: None):
    """An office with two services: a licence whose silence accepts, and a benefit whose does not."""
    return deepcopy(founded[1])


def forget() -> None:
    """Forgets what the program keeps of an office's rows between requests: every test has the same
    office, and what another one did in it was rolled back."""
    for module in [name for name in sys.modules if name.startswith("shouwen.")]:
        for kept in list(vars(sys.modules[module]).values()):
            if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"]:
                kept.cache_clear()


@pytest.fixture
def live_site(committed_db: Committed) -> Iterator[str]:
    """The address of the whole site with its static files; threads of this process serve it."""
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


# --- The browser -----------------------------------------------------------------------------
@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium, once for each worker; a test opens its own ``browser.new_context()``."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not on this machine (make prepare)")
    # Playwright's loop runs in this thread, where Django would therefore refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()
