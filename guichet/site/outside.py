"""What a command says when something outside it is not there: the tables, the database, a file."""

from __future__ import annotations

TABLES = "The tables are not those of this Guichet. Make them: python -m django migrate --settings=guichet.site.settings, then: guichet reference."
NO_TABLE = ("no such table", "no such column", "does not exist")
NO_ANSWER = ("connection", "unable to open")


def in_words(error: Exception) -> str:
    """One sentence, with what to do; "" for a mistake of Guichet itself, which is shown whole."""
    first = next(iter(str(error).strip().splitlines()), "")
    if type(error).__module__ == "django.db.utils":  # named so, because `guichet law` must not import Django
        if any(words in first for words in NO_ANSWER):
            return f"The database does not answer: {first}. Start it, or correct GUICHET_DATABASE_URL."
        return TABLES if any(words in first for words in NO_TABLE) else ""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}. Name a file or folder that is there, and that may be read and written."
    return ""
