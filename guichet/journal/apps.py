"""The room "journal" as Django knows it."""

from django.apps import AppConfig


class JournalRoom(AppConfig):
    name = "guichet.journal"
    label = "journal"
