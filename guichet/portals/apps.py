"""The room "portals" as Django knows it."""

from django.apps import AppConfig


class PortalsRoom(AppConfig):
    name = "guichet.portals"
    label = "portals"
