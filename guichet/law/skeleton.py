"""The first files of a new procedure: small, whole, and without a mistake, so that a lawyer begins with something that runs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Template

from guichet.law.folder import read_folder

TEMPLATES = Path(__file__).parent / "first_lines"
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


class CannotBegin(Exception):
    """The procedure cannot be begun; the text says why and what to do."""


def begin(law: Path, name: str, day: date) -> list[Path]:
    """Writes `procedures/<name>/` with a trunk, a part for every authority that rules a territory, and one worked example; what was written.

    Raises CannotBegin for a name that is none or that is taken, BadLaw when the folder cannot be read.
    """
    if not NAME.match(name):
        raise CannotBegin(f'"{name}" is not a name. Write small letters, digits and dashes, such as summer-work.')
    place = law / "procedures" / name
    if place.exists():
        raise CannotBegin(f"{place} is there already. Choose another name, or go on in that folder.")
    regions = [str(entry["authority"]) for entry in read_folder(law).shared["competence"].get("places", ())]
    regions = list(dict.fromkeys(regions))
    if not regions:
        raise CannotBegin("competence.yaml names no place, so nobody could decide. Write its places first.")
    files = [("procedure.yaml", "procedure.yaml", ""), *(("region.yaml", f"{region}.yaml", region) for region in regions)]
    place.mkdir(parents=True)
    return [_write(place / file, template, name, region, day) for template, file, region in [*files, ("examples.yaml", "examples.yaml", regions[0])]]


def _write(file: Path, template: str, name: str, region: str, day: date) -> Path:
    text = Template((TEMPLATES / template).read_text(encoding="utf-8"))
    file.write_text(text.substitute(name=name, region=region, day=day.isoformat()), encoding="utf-8")
    return file
