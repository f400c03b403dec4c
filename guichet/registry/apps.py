"""The room "registry" as Django knows it."""

from django.apps import AppConfig


class RegistryRoom(AppConfig):
    name = "guichet.registry"
    label = "registry"
