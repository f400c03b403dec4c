"""One fictional file, with every field that a letter may print."""

from datetime import date
from pathlib import Path

from guichet.letters.check import Check

LAW = Path(__file__).resolve().parents[2] / "law"
ON = date(2026, 3, 9)
CHECK = Check("K7QM 42XW 9RTH", "https://guichet.example/verify")
LANGUAGES = ("fr", "nl", "de", "en")


def words(fr: str, nl: str, de: str, en: str) -> dict[str, str]:
    """A text in the four languages, as the law folder gives it."""
    return {"fr": fr, "nl": nl, "de": de, "en": en}


REGION = words("Région de Bruxelles-Capitale", "Brussels Hoofdstedelijk Gewest", "Region Brüssel-Hauptstadt", "Brussels-Capital Region")
OFFICE = words("Office des étrangers", "Dienst Vreemdelingenzaken", "Ausländeramt", "Immigration Office")
WORK = words("le travail", "het werk", "die Arbeit", "the work")
STAY = words("le séjour", "het verblijf", "der Aufenthalt", "the stay")
COUNCIL = words(
    "Conseil du Contentieux des Étrangers", "Raad voor Vreemdelingenbetwistingen", "Rat für Ausländerstreitsachen", "Council for Alien Law Litigation"
)
MINISTER = words(
    "Ministre bruxellois de l'Emploi", "Brussels minister van Werk", "Brüsseler Minister für Beschäftigung", "Brussels Minister of Employment"
)
FORM = words("Par une requête signée", "Met een ondertekend verzoekschrift", "Mit einer unterzeichneten Antragsschrift", "By a signed request")
PASSPORT = words("Copie du passeport", "Kopie van het paspoort", "Kopie des Reisepasses", "Copy of the passport")
INSURANCE = words("Preuve de l'assurance maladie", "Bewijs van de ziekteverzekering", "Nachweis der Krankenversicherung", "Proof of health insurance")
RECENT = words("Datant de moins de six mois", "Minder dan zes maanden oud", "Nicht älter als sechs Monate", "Less than six months old")

FIELDS: dict[str, object] = {
    "case_number": "7KM4 2QX9 B6",
    "procedure": words(
        "Mobilité de longue durée « ICT », première demande",
        "Langetermijnmobiliteit 'ICT', eerste aanvraag",
        "Langfristige Mobilität „ICT“, Erstantrag",
        "Long-term mobility 'ICT', first application",
    ),
    "sender": {"name": REGION, "lines": ["Rue Inventée 2", "1035 Bruxelles"]},
    "recipients": [{"name": "Senne Robotics SA", "lines": ["Quai Imaginaire 11", "1000 Bruxelles"]}, {"name": "Anjali Raman"}],
    "law": "3f9a2c1d4e5f67890abc",
    "entry": 12,
    "worker_name": "Anjali Raman",
    "employer_name": "Senne Robotics SA",
    "agent_name": "Noor Peeters",
    "submitted_on": "2026-03-01",
    "authority": REGION,
    "admissible_on": "2026-03-09",
    "decision_due_on": "2026-06-08",
    "decision_length": "90 days",
    "deciders": [{"authority": REGION, "title": WORK}, {"authority": OFFICE, "title": STAY}],
    "article": ["loi du 15.12.1980, art. 61/45", "AR du 08.10.1981, art. 105"],
    "due_on": "2026-04-16",
    "due_length": "15 days",
    "pauses_decision": True,
    "note": "La copie est illisible.\nEnvoyez une copie plus nette.",
    "declared_on": "2026-03-30",
    "decided_on": "2026-05-20",
    "renewal": False,
    "first_state": words("France", "Frankrijk", "Frankreich", "France"),
    "first_permit_until_on": "2028-12-31",
    "granted_on": "2026-06-01",
    "refused_on": "2026-06-01",
    "issued_on": "2026-06-24",
    "valid_until_on": "2026-08-08",
    "decisions": [{"authority": REGION, "title": WORK, "decided_on": "2026-05-20"}, {"authority": OFFICE, "title": STAY, "decided_on": "2026-06-01"}],
    "refusals": [{"authority": OFFICE, "title": STAY, "decided_on": "2026-06-01"}],
    "closed": [{"authority": REGION, "title": WORK}],
    "grounds": [{"text": "Les ressources prouvées ne couvrent pas la durée du séjour.", "article": "art. 61/45", "authority": OFFICE}],
    "appeals": [
        {
            "authority": OFFICE,
            "body": COUNCIL,
            "form": FORM,
            "last_on": "2026-07-01",
            "length": "30 days",
            "article": "art. 39/57",
            "address": "Rue Inventée 95, 1030 Bruxelles",
        }
    ],
    "silent": [{"authority": OFFICE, "title": STAY, "last_on": "2026-06-08"}],
    "code": "K7-42-QX",
    "post_name": "Ambassade de Belgique à New Delhi",
    "arrival_length": "8 working days",
    "valid_from_on": "2026-06-24",
    "conditions": ["Seulement pour l'employeur nommé ici."],
    "municipality_name": "Bruxelles",
    "may_work": "yes",
    "birth_on": "1991-08-14",
    "nationality": words("Inde", "India", "Indien", "India"),
    "address": "Rue Inventée 7, 1000 Bruxelles",
    "renewal_length": "45 days",
    "file_by_on": "2026-06-08",
    "late": False,
    "ended_on": "2026-09-30",
    "ended_documents": [{"title": words("carte J", "J-kaart", "J-Karte", "card J")}],
    "extended_on": "2026-05-20",
    "from_start": True,
    "last_day_on": "2026-09-29",
    "new_employer_until_on": "2026-12-29",
    "restored_on": "2026-11-16",
    "taken_back": True,
    "sent_on": "2026-03-05",
    "from_authority": REGION,
    "to_authority": words("Région wallonne", "Waals Gewest", "Wallonische Region", "Walloon Region"),
    "withdrawn_on": "2026-04-01",
    "withdrawn_by": "Senne Robotics SA",
    "answers": [
        {
            "title": words("Rémunération mensuelle brute", "Brutomaandloon", "Bruttomonatslohn", "Gross monthly pay"),
            "value": "5600.00",
            "type": "money",
        },
        {"title": words("Nationalité", "Nationaliteit", "Staatsangehörigkeit", "Nationality"), "value": "IN", "type": "country"},
        {"title": words("Date de naissance", "Geboortedatum", "Geburtsdatum", "Date of birth"), "value": "1991-08-14", "type": "day"},
        {"title": words("Se trouve en Belgique", "Is in België", "Befindet sich in Belgien", "Is in Belgium"), "value": False, "type": "yes_no"},
    ],
    "evidence": [{"title": PASSPORT, "state": "received"}, {"title": INSURANCE, "state": "missing", "hint": RECENT}],
}
BOTH_REFUSED: dict[str, object] = {
    **FIELDS,
    "refusals": [{"authority": REGION, "title": WORK, "decided_on": "2026-05-20"}, {"authority": OFFICE, "title": STAY, "decided_on": "2026-06-01"}],
    "grounds": [
        {"text": "La rémunération est sous le seuil.", "article": "art. 12", "authority": REGION},
        {"text": "Les ressources prouvées ne couvrent pas la durée du séjour.", "article": "art. 61/45", "authority": OFFICE},
    ],
    "appeals": [
        {"authority": REGION, "body": MINISTER, "form": FORM, "last_on": "2026-06-19"},
        {"authority": OFFICE, "body": COUNCIL, "form": FORM, "last_on": "2026-07-01"},
    ],
    "closed": [],
}
