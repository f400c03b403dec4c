"""Loading the reference tables from their files; loading them again changes nothing that is already right."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import models as django
from django.db import transaction

from guichet.people import models, places, terms

Row = dict[str, str]
LANGUAGES = ("fr", "nl", "de", "en")


def load(progress: Callable[[str, int], None] = lambda table, rows: None, folder: Path | None = None) -> None:
    """Bring every reference table to the state of its file; `progress` is told each table and how many rows it holds."""
    where = folder or data_folder()
    known = dict(models.ReferenceTable.objects.values_list("name", "digest"))
    for name, tell, files in TABLES:
        digest = _digest(where, files)
        if known.get(name) != digest:
            with transaction.atomic():
                tell(where)
                models.ReferenceTable.objects.update_or_create(name=name, defaults={"digest": digest})
            places.forget()
            terms.forget()
        progress(name, len(_rows(where, files[0])))


def data_folder() -> Path:
    """Where the files lie (the setting REFERENCE_FOLDER)."""
    return Path(settings.REFERENCE_FOLDER)


def _authorities(folder: Path) -> None:
    rows = _rows(folder, "authorities.csv")
    _keep(models.Body, (models.Body(code=r["body"], kind=r["body"].partition(":")[0], languages=r["languages"], **_names(r)) for r in rows))


def _countries(folder: Path) -> None:
    def made() -> Iterator[models.Country]:
        for row in _rows(folder, "countries.csv"):
            flags = {"eea": row["eea"] == "1", "schengen": row["schengen"] == "1"}
            third = {"1": True, "0": False}.get(row["third_country"])
            plain = {key: row[key] for key in ("code", "alpha2", "icao_mrz", "kind")}
            yield models.Country(**plain, **flags, third_country=third, **_names(row))

    _keep(models.Country, made(), whole=True)


def _municipalities(folder: Path) -> None:
    body_of = {row["code"]: row["body"] for row in _rows(folder, "authorities.csv")}
    pattern = _patterns(folder)["municipality"]
    found = [_municipality(row, body_of) for row in _rows(folder, "municipalities.csv")]
    _keep(models.Municipality, found, whole=True)
    _keep(models.Body, (_body(f"municipality:{m.nis}", "municipality", pattern, m, m.languages) for m in found))


def _municipality(row: Row, body_of: Row) -> models.Municipality:
    until = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return models.Municipality(
        nis=row["nis_code"], name_official=row["name_official"], languages=row["languages"].replace("-", " "),
        facilities=row["facilities"], territory=row["territory"], authority=body_of[row["authority"]],
        valid_from=date.fromisoformat(row["valid_from"]), valid_to=until, successor=row["successor_nis"], **_names(row),
    )


def _posts(folder: Path) -> None:
    patterns = _patterns(folder)
    found = [
        models.Post(
            code=row["code"], country=row["country"], kind=row["kind"], in_service=row["in_service"] == "1",
            verified=row["verified"] == "1", **_names(row, "city"),
        )
        for row in _rows(folder, "diplomatic_posts.csv")
    ]
    _keep(models.Post, found, whole=True)
    _keep(models.Body, (_body(f"post:{p.code}", "post", patterns[p.kind], p, "fr nl") for p in found))


def _postal_codes(folder: Path) -> None:
    models.PostalCode.objects.all().delete()
    models.PostalCode.objects.bulk_create(
        models.PostalCode(
            code=row["postal_code"], nis=row["nis_code"], locality=row["locality_official"], locality_fr=row["locality_fr"],
            locality_nl=row["locality_nl"], locality_de=row["locality_de"], kind=row["kind"],
        )
        for row in _rows(folder, "postal_codes.csv")
    )


def _terms(kind: str, file: str) -> Callable[[Path], None]:
    """Loads one classification; where it has no name in a language, the English one stands there, else the French one."""

    def tell(folder: Path) -> None:
        found = []
        for row in _rows(folder, file):
            names = {f"name_{word}": row[f"name_{word}"] or row["name_en"] or row["name_fr"] for word in LANGUAGES}
            found.append(models.Term(key=f"{kind}:{row['code']}", kind=kind, code=row["code"], verified=row["verified"] == "1", **names))
        models.Term.objects.filter(kind=kind).delete()
        models.Term.objects.bulk_create(found)

    return tell


TABLES = (
    ("authorities", _authorities, ("authorities.csv",)),
    ("countries", _countries, ("countries.csv",)),
    ("municipalities", _municipalities, ("municipalities.csv", "authorities.csv", "body_kinds.csv")),
    ("diplomatic posts", _posts, ("diplomatic_posts.csv", "body_kinds.csv")),
    ("postal codes", _postal_codes, ("postal_codes.csv",)),
    ("occupations", _terms("occupation", "occupations.csv"), ("occupations.csv",)),
    ("sectors", _terms("sector", "sectors.csv"), ("sectors.csv",)),
    ("joint committees", _terms("joint_committee", "joint_committees.csv"), ("joint_committees.csv",)),
)


def _body(code: str, kind: str, pattern: Row, place: django.Model, languages: str) -> models.Body:
    names = {f"name_{word}": pattern[f"name_{word}"].format(place=getattr(place, f"name_{word}")) for word in LANGUAGES}
    return models.Body(code=code, kind=kind, languages=languages, **names)


def _keep(table: type[django.Model], rows: Iterator[django.Model] | list[django.Model], whole: bool = False) -> None:
    """Insert or overwrite by key; `whole`: the file is the whole table, rows it no longer has are dropped."""
    key = table._meta.pk.name
    found = list(rows)
    rest = [field.name for field in table._meta.concrete_fields if field.name not in (key, "enterprise_number")]
    table.objects.bulk_create(found, update_conflicts=True, unique_fields=[key], update_fields=rest)
    if whole:
        kept = {row.pk for row in found}
        gone = [pk for pk in table.objects.values_list("pk", flat=True) if pk not in kept]
        table.objects.filter(pk__in=gone).delete()


def _names(row: Row, column: str = "name") -> Row:
    return {f"name_{word}": row[f"{column}_{word}"] for word in LANGUAGES}


def _patterns(folder: Path) -> dict[str, Row]:
    return {row["kind"]: row for row in _rows(folder, "body_kinds.csv")}


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _digest(folder: Path, files: tuple[str, ...]) -> str:
    whole = hashlib.sha256()
    for name in files:
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()
