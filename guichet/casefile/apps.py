"""The room "casefile" as Django knows it."""

from django.apps import AppConfig


class CasefileRoom(AppConfig):
    name = "guichet.casefile"
    label = "casefile"
