"""What every test may ask for: a database of its own, an address to visit, a clock that can be moved, a real browser."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Thread, local

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler
from django.test.utils import setup_databases, teardown_databases

from tests.template_database import Copy, copied

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs a loop in the thread of the test
connections._connections = local()  # or Django would hand out other connections from the first browser on than before, in this one thread
os.environ["GUICHET_TESTING"] = "1"  # for the processes a test starts
gc.set_threshold(200_000, 50, 1_000)  # each search for cycles goes through the whole law (docs/decisions/0281)
USES_DATABASE = {"db", "transactional_db", "own_database", "address"}
FILES_REMEMBERED = 64
WHOLE_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BARE_BROWSER = "chromium-headless-shell"  # the same engine of pages, scripts and network, without windows, menus and what else is never seen in a test


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often the server is killed (tests/site/test_kills.py); how many questions are drawn from the role matrix (tests/matrix); in which browser."""
    parser.addoption("--kills", default="50", help="how often the server is killed without warning")
    parser.addoption("--draws", default="300", help="how many questions are drawn from the role matrix")
    parser.addoption("--whole-browser", action="store_true", help="the browser as people have it, and not the bare one for machines")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database or a browser, so that the lanes of `make test` can tell them apart."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & USES_DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if "browser" in names:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: object) -> Iterator[None]:
    """The template of all test databases: migrated, with the reference tables. (The plugin's own makes it only for its own fixtures.)"""
    from guichet.people import demo, reference
    from tests.demo_people import made_once

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        reference.load()
        load = made_once()
        connections.close_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "load", load)
        yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def known_people(db: None, settings: object, tmp_path: Path) -> None:
    """The people of the demo, and a vault of one's own."""
    from guichet.people import demo

    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: object) -> Iterator[Copy]:
    """A copy of the template, for a test with threads, processes or real commits; thrown away, never flushed."""
    with copied(connections["default"]) as copy, django_db_blocker.unblock():
        yield copy


@pytest.fixture
def address(own_database: Copy) -> Iterator[str]:
    """The address of a running Guichet ("http://127.0.0.1:41234"), on a database of its own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def clock() -> Iterator[object]:
    """The one clock, to be moved (`forward`, `set_today`); it tells the real time again afterwards."""
    from guichet.site import clock as the_clock

    yield the_clock
    the_clock.reset()


@pytest.fixture(scope="session", autouse=True)
def each_file_opened_once(django_test_environment: None) -> Iterator[None]:
    """The same bytes are opened by one process of its own, not by hundreds: what it said of them it would say again."""
    from guichet.casefile import pages
    from guichet.casefile.views import DocumentFile
    from guichet.intake import uploads

    ran = pages._ran
    shown = lru_cache(FILES_REMEMBERED)(lambda kind, content, *words: ran(DocumentFile("", kind, content), *words))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "_look_inside", lru_cache(FILES_REMEMBERED)(uploads._look_inside))
        patch.setattr(pages, "_ran", lambda document, *words: shown(document.media_type, document.content, *words))
        yield


@pytest.fixture(scope="session")
def browser(browser: object) -> Iterator[object]:
    """The plugin's browser, in which a click ends when the page it leads to is read to its end: the driver's own ends at the first bytes of it, and what is counted then may lie further down."""
    from playwright.sync_api import Locator

    click = Locator.click

    def clicked(at: Locator, **how: object) -> None:
        click(at, **how)
        at.page.wait_for_load_state("domcontentloaded")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", clicked)
        yield browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object], pytestconfig: pytest.Config) -> dict[str, object]:
    """Start a browser of the machine, the bare one if it is there (docs/decisions/0281); none is downloaded."""
    names = (*WHOLE_BROWSERS, BARE_BROWSER) if pytestconfig.getoption("--whole-browser") else (BARE_BROWSER, *WHOLE_BROWSERS)
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, "Chromium is missing. Run: sudo apt-get install --yes chromium"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": found, "args": [*quiet, "--disable-component-update", "--no-first-run"]}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away the folder that the settings made for this run, if they made one."""
    made = Path(os.environ.get("GUICHET_VAR", ""))
    if made.name.startswith("guichet-test-") and not hasattr(config, "workerinput"):
        shutil.rmtree(made, ignore_errors=True)
