"""A database made for one measure and thrown away: on the disk of the project, durable like the real one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def own_database() -> Iterator[Path]:
    """Give the folder of a migrated SQLite with the reference tables and the people of the demo; call it before Django is set up."""
    (ROOT / "var").mkdir(exist_ok=True)
    folder = Path(mkdtemp(prefix="bench-", dir=ROOT / "var"))
    os.environ |= {"GUICHET_DEMO": "1", "GUICHET_VAR": str(folder), "GUICHET_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}"}
    try:
        _fill()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill() -> None:
    from django.core.management import call_command

    from guichet.site.start import start_safely

    start_safely("bench")
    from guichet.people import demo, reference

    call_command("migrate", verbosity=0, interactive=False)
    reference.load()
    demo.load()
