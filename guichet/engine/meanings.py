"""What each word that a lawyer may write means, in one line: the list of `guichet law words`."""

from __future__ import annotations

from collections.abc import Mapping

from guichet.engine.facts import FACTS
from guichet.engine.look import PREDICATES
from guichet.law.letters import FIELDS

EVENTS: Mapping[str, str] = {
    "application_submitted": "the application was filed",
    "declared_incomplete": "the authority says what is missing",
    "completed": "all that was missing has come",
    "declared_admissible": "the application will be examined",
    "declared_inadmissible": "the application will not be examined",
    "sent_on": "the file went to another competent authority; its day of filing stays",
    "evidence_requested": "an authority asked for further evidence; about: the limit given",
    "evidence_received": "evidence came; about: unasked, partial or complete",
    "opinion_requested": "an authority asked a third body for its opinion; about: its role",
    "opinion_given": "the opinion came; about: the role",
    "objection_raised": "an authority objected to what was notified: no to that question; about: the track",
    "track_decided": "one authority answered its question; about: <track>:yes or <track>:no",
    "granted": "the application as a whole was granted; about: decisions or silence",
    "refused": "the application as a whole was refused; about: decisions or silence",
    "limit_extended": "a time limit was made longer; about: the limit",
    "limit_passed": "a time limit ended and nothing was heard; about: the limit",
    "letter_made": "a letter was written; about: the letter",
    "notified": "a letter reached somebody; about: <letter>:<role>",
    "document_issued": "a document was issued; about: the document",
    "document_delivered": "a document was handed over; about: the document",
    "visa_issued": "the diplomatic post issued the visa",
    "visa_refused": "the diplomatic post refused the visa",
    "entered": "the worker came into the country",
    "arrival_registered": "the municipality registered the arrival",
    "facts_changed": "something that the law looks at changed or was found; about: what",
    "assigned": "a body took the file; about: its role",
    "message_written": "somebody wrote a message in the file",
    "fee_recorded": "a contribution was paid, or is not owed; about: <fee>:paid or <fee>:exempt",
    "withdrawn": "the applicant withdrew the application",
    "heard": "somebody was heard",
    "ended": "an authority ended a right",
    "revoked": "an authority took a decision back",
    "appeal_lodged": "an appeal was lodged",
    "appeal_decided": "an appeal was decided",
    "annulled": "a decision was annulled",
    "corrected": "an entry was corrected",
    "law_corrected": "an old line of the law was corrected and touches this file",
}
FIELD_TYPES: Mapping[str, str] = {
    "text": "one line of text",
    "long_text": "several lines of text",
    "name": "a name in any script",
    "latin_name": "a name in Latin letters, as in the passport",
    "email": "an e-mail address",
    "day": "a day; at_least and at_most may be a day, today, another field or a number of years",
    "country": "a country, kept as its code of three letters",
    "municipality": "a municipality, kept as its code",
    "post": "a diplomatic or consular post, kept as its code",
    "choice": "one of the options given",
    "yes_no": "true or false",
    "whole": "a whole number",
    "money": "an amount in euro; unit says a month (left out), a year or an hour",
    "enterprise_number": "the ten digits of an enterprise, with their check digits",
    "stays": "pairs of days",
    "workplaces": "places of work: municipalities, each with its share of the work in per cent; with derive: main_place the one with most of it",
    "hours": "hours a week",
    "occupation": "an occupation (ISCO-08, four digits), kept as its code",
    "sector": "a sector (NACE-BEL 2025, two digits), kept as its code",
    "category": "one of the categories of work that the law of the region has",
    "joint_committee": "a joint committee, kept as its number",
    "region": "the code of an authority",
    "code": "an identifier, in capitals without spaces",
    "ssn": "the eleven digits of a national register number, with their check digits",
    "case_number": "the number of a file, ten signs with their check sign, kept without spaces",
    "entry": "the number of an earlier entry of the file, given by the page itself",
    "check": "one of the checks of this law, kept by its name",
    "act": "one of the acts of this law that one agent may prepare for another, kept by its name",
    "colleague": "a person who holds the same role for the same body as the one who acts",
}
COMPARISONS: Mapping[str, str] = {
    "all": "every one of these conditions holds: {all: [..., ...]}",
    "any": "at least one of these conditions holds: {any: [..., ...]}",
    "not": "the condition does not hold: {not: {...}}",
    "is": "equals: {phase: {is: decision}}",
    "in": "is one of: {phase: {in: [visa, travel]}}",
    "at_least": "equals or is more: {worker_age: {at_least: 18}}",
    "at_most": "equals or is less: {days_from today to first_permit_until: {at_most: -1}}",
    "before": "is less, or is an earlier day: {passport_until: {before: 2027-01-01}}",
}
LENGTHS: Mapping[str, str] = {
    "30 days": "calendar days",
    "8 working days": "Monday to Friday without the legal holidays",
    "2 months": "from date to date, at most to the end of a shorter month",
}


def listed() -> Mapping[str, Mapping[str, str]]:
    """Everything a law file may say, by kind, each with its meaning."""
    return {
        "Events (after, says, starts, ends; a subject may follow)": EVENTS,
        "Facts (fact of a field; names in conditions)": FACTS,
        "Predicates (names in conditions)": PREDICATES,
        "Words of conditions (nested at most twice)": COMPARISONS,
        "Types of fields": FIELD_TYPES,
        "Lengths": LENGTHS,
        "Fields of letters (first lines of a typst file)": FIELDS,
    }
