"""The drawing of a file: signs do not touch, the reader comes first, a paused limit has a length and no date."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guichet.portals.opened import places_in_list
from guichet.portals.speech import LANGUAGES, speech
from guichet.portals.timeline import LEFT, WIDTH, Drawing, drawing
from tests.portals.sample_case import TODAY, case_view, history


def drawn(language: str = "en", **changed: object) -> Drawing:
    case = case_view("employer", **changed)
    return drawing(case, "employer", "Ariane Sorel", places_in_list(case), speech(language))


def test_the_reader_has_the_first_lane_and_is_called_you() -> None:
    assert drawn().lanes[0][1] == ("You",)


def test_what_the_reader_did_stands_in_their_lane_also_when_others_hold_the_file() -> None:
    done = drawn(holders=(), history=tuple(replace(line, mine=line.kind == "application_submitted") for line in history()))
    assert [words for _, words in done.lanes][0] == ("You",) and done.signs[0].y == done.lanes[0][0]
    assert not any("Delvaux" in " ".join(words) for _, words in done.lanes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_of_one_lane_do_not_touch(language: str) -> None:
    many = tuple(replace(line, number=n, on=line.on + timedelta(days=n % 7)) for n, line in enumerate(history() * 6, 1))
    signs = drawn(language, history=many).signs
    for y in {sign.y for sign in signs}:
        row = sorted((sign for sign in signs if sign.y == y), key=lambda sign: sign.x)
        assert all(a.x + a.half <= b.x - b.half for a, b in zip(row, row[1:], strict=False))


def test_everything_lies_inside_the_drawing() -> None:
    made = drawn()
    assert all(LEFT <= sign.x <= WIDTH for sign in made.signs)
    assert all(piece.x + piece.width <= WIDTH for bar in made.bars for piece in bar.pieces)
    assert LEFT <= made.today <= WIDTH


def test_a_paused_limit_shows_days_counted_the_pause_and_days_left() -> None:
    paused = next(bar for bar in drawn().bars if any(piece.kind == "pause" for piece in bar.pieces))
    assert [piece.kind for piece in paused.pieces] == ["run", "pause", "left"]
    assert paused.pieces[2].text == "60 days left"
    assert paused.words[-1] == "paused since 1 April 2026"


def test_a_day_has_the_same_width_in_every_bar() -> None:
    made = drawn()
    running = next(bar for bar in made.bars if not any(piece.kind == "pause" for piece in bar.pieces))
    counted, left = running.pieces
    assert counted.width / 6 == pytest.approx(left.width / 9, abs=0.2)


def test_the_turn_of_the_reader_lies_in_their_lane() -> None:
    made = drawn()
    assert made.turn is not None
    assert made.turn.y == made.lanes[0][0]


def test_the_flag_of_today_stays_inside_when_nothing_lies_ahead() -> None:
    made = drawn(limits=(), history=tuple(replace(line, on=TODAY - timedelta(days=300)) for line in history()))
    assert made.today_left


def test_a_file_without_acts_has_no_drawing() -> None:
    assert drawn(history=()) is None
