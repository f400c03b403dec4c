"""The room "journal" as Django knows it: after every migration its tables are protected again."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalRoom(AppConfig):
    name = "guichet.journal"
    label = "journal"

    def ready(self) -> None:
        """Put the triggers back after each migration: SQLite drops them silently when Django rebuilds a table."""
        from guichet.journal.triggers import after_migrations  # noqa: PLC0415 - Django is not ready before this line

        post_migrate.connect(after_migrations, sender=self, dispatch_uid="journal.triggers")
