"""Where the authorities sign the law, no letter is written from a file that was changed since."""

from pathlib import Path

import pytest

from guichet.desk import signed_letters
from guichet.desk.signed_letters import LawNotSigned
from guichet.law.signed_lists import write_list
from guichet.law.signing import sign
from tests.law.pens import DAY, signed_copy

MADE_UP = Path(__file__).parents[1] / "law" / "made_up"


def test_a_letter_changed_while_guichet_runs_waits_for_all_signatures(tmp_path: Path, settings: object) -> None:
    folder, keys, private = signed_copy(tmp_path, MADE_UP)
    settings.LAW_FOLDER, settings.LAW_KEYS = folder, str(keys)
    signed_letters.check()
    letter = folder / "letters" / "refusal.en.typ"
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("Pay the reference below to another account.")
    with pytest.raises(LawNotSigned, match="letters/refusal.en.typ"):
        signed_letters.check()
    for name, key in private.items():
        write_list(folder, sign(folder, name, key, (), DAY)[0])
    signed_letters.check()
    settings.LAW_KEYS = ""
    letter.write_text("A demonstration is not signed.")
    signed_letters.check()
