"""Why an answer cannot be read: a name of the catalogue and its values, never a sentence."""

from collections.abc import Mapping

from guichet.engine.refusals import BadAnswer

REASONS: Mapping[str, tuple[str, ...]] = {
    "needed": (),
    "not_one_answer": (),
    "control_characters": (),
    "too_many_marks": (),
    "too_long": ("most",),
    "too_short": ("least",),
    "not_a_name": (),
    "not_latin": ("letters",),
    "not_an_email": (),
    "not_a_choice": (),
    "not_a_third_country": ("country",),
    "not_a_member_state": ("country",),
    "not_a_code": (),
    "not_a_day": (),
    "day_incomplete": (),
    "year_needs_four_digits": ("year",),
    "year_out_of_range": ("first", "last"),
    "no_such_month": ("month",),
    "no_such_day": ("day", "month", "year", "days"),
    "in_the_future": (),
    "in_the_past": (),
    "too_young": ("years",),
    "too_old": ("years",),
    "before_first_day": ("first",),
    "after_last_day": ("last",),
    "before_other": ("other", "first"),
    "after_other": ("other", "last"),
    "stay_incomplete": ("row",),
    "stay_unreadable": ("row", "why"),
    "end_before_start": ("row",),
    "too_many_rows": ("most",),
    "no_such_place": ("row",),
    "place_twice": ("row",),
    "share_unreadable": ("row",),
    "shares_not_whole": ("sum",),
    "mrz_signs": ("letters",),
    "mrz_length": ("signs",),
    "mrz_wrong_number": (),
    "mrz_wrong_birth": (),
    "mrz_wrong_expiry": (),
    "mrz_wrong_personal": (),
    "mrz_wrong_whole": (),
    "mrz_expired": ("until",),
    "not_a_number": (),
    "not_whole": (),
    "not_an_amount": (),
    "too_many_decimals": (),
    "negative": (),
    "too_small": ("least",),
    "too_large": ("most",),
    "wrong_length": ("digits",),
    "wrong_check_digits": (),
    "not_a_case_number": (),
}


class Unreadable(BadAnswer):
    """What was typed cannot be read; the name is a key of REASONS, the values are plain and repeat nothing of the answer but what they name."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name, values)
