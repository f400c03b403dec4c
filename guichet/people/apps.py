"""The room "people" as Django knows it."""

from django.apps import AppConfig


class PeopleRoom(AppConfig):
    name = "guichet.people"
    label = "people"
