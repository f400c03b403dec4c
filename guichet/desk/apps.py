"""The room "desk" as Django knows it."""

from django.apps import AppConfig


class DeskRoom(AppConfig):
    name = "guichet.desk"
    label = "desk"
