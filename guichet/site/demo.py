"""The demo: a small Guichet with fictional people, made in a few steps and held by one process."""

import socket
import sys

from guichet.site.start import start_safely, step
from guichet.site.supervisor import Supervisor

TICK_EVERY = 10  # seconds; soon after the day was moved forward, what ended is written


def is_free(port: int) -> bool:
    """Say whether nobody listens on that port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def prepare(cases: int) -> None:
    """Make the tables, load the reference tables and tell the cases, each only where it is missing."""
    with step("Read the settings"):
        start_safely("demo")
    from django.core.management import call_command

    from guichet.people import demo as people
    from guichet.people import reference

    with step("Make the tables"):
        call_command("migrate", verbosity=0, interactive=False)
    with step("Load municipalities, posts and countries"):
        reference.load()
    with step("Make the people of the demo known"):
        people.load()
    _tell_cases(cases)


def _tell_cases(cases: int) -> None:
    from guichet.journal import store
    from guichet.site import demo_world

    if next(iter(store.cases()), None) is None:
        with step("Tell the living cases"):
            demo_world.tell(max(0, cases - demo_world.files_of(demo_world.stories())))


def hold(port: int) -> int:
    """Serve, work and tick until Ctrl-C; return the exit code."""
    from django.conf import settings

    from guichet.site.channels import E_MAILS

    guichet = [sys.executable, "-m", "guichet.site.cli"]
    processes = {
        "serve": [*guichet, "serve", "--bind", f"127.0.0.1:{port}"],
        "work": [*guichet, "work"],
        "tick": [*guichet, "tick", "--every", str(TICK_EVERY)],
    }
    supervisor = Supervisor(processes)
    supervisor.start()
    sys.stdout.write(f"\nGuichet is at http://localhost:{port} (Ctrl-C ends it). Its e-mails are written to {settings.VAR / E_MAILS}\n")
    sys.stdout.flush()
    return supervisor.wait()
