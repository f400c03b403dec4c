"""The English sentence for each name of the rooms below; the key of the catalogue."""

from collections.abc import Mapping

# What a person typed and cannot be taken (names given by answers.py and days.py).
MISTAKES: Mapping[str, str] = {
    "answer_missing": "Answer this question: {field}",
    "day_missing": "Write the day too",
    "month_missing": "Write the month too",
    "year_missing": "Write the year too",
    "day_is_a_number": "Write the day as a number, not as “{typed}”",
    "year_is_a_number": "Write the year in four digits, not as “{typed}”",
    "year_of_four_digits": "Write the year in four digits, between 1900 and 2199",
    "no_such_month": "“{typed}” is not a month. Write a number from 1 to 12 or the name of the month",
    "no_such_day_of_month": "No month has a day {typed}. Write a number from 1 to 31",
    "no_such_day": "{typed} {month} {year} does not exist: that month has {longest} days",
    "stay_needs_two_days": "Write both days of this stay, the first and the last",
    "end_before_start": "The end, {end}, lies before the start, {start}. Correct one of the two",
    "not_an_option": "Choose one of the answers in the list",
    "signs_that_cannot_be_kept": "The text holds signs that cannot be kept. Type it again",
    "too_long": "The text is too long: it may have {longest} signs and has {length}",
    "only_latin_letters": "“{sign}” is not a Latin letter. Write the name as in the lines of the passport that a machine reads; the other spelling has its own field",
    "not_an_email_address": "This is not an e-mail address. Write it like name@example.org",
    "not_a_whole_number": "“{typed}” is not a whole number",
    "not_an_amount": "“{typed}” is not an amount. Write it like 5600,00",
    "wrong_check_digits": "{typed} is not an enterprise number: its last two digits do not fit. Copy it again, ten digits",
    "choose_evidence": "Choose at least one document",
    "choose_file": "Choose a file first",
}

SENTENCES: Mapping[str, str] = {**MISTAKES}
