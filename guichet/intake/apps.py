"""The room "intake" as Django knows it."""

from django.apps import AppConfig


class IntakeRoom(AppConfig):
    name = "guichet.intake"
    label = "intake"
