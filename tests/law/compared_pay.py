"""A procedure of no more than pay and category, beside the real tables; and the tables alone, to be spoilt."""

import shutil
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from guichet.law.bundles import from_text, read_law
from guichet.law.folder import in_force
from guichet.law.loader import Lines, read_file
from guichet.law.tables import text_of

LAW = Path(__file__).parents[2] / "law"
TRUNK = Path(__file__).parent / "compared.yaml"
REGIONS = ("flanders", "brussels", "wallonia", "german_community")


@lru_cache
def beside(region="flanders", day=date(2026, 3, 2)):
    """The rules of that procedure in a region on a day, as a file keeps them."""
    overlays = {"compared": {name: Lines(region=name) for name in REGIONS}}
    folder = replace(read_law(LAW).folder, trunks={"compared": read_file(TRUNK)}, overlays=overlays)
    return from_text(text_of(in_force(folder, "compared", region, day)))


def tables_alone(tmp_path):
    """The files that all procedures share, without any procedure."""
    for file in LAW.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    (tmp_path / "procedures").mkdir()
    return tmp_path
