"""The room "vault" as Django knows it."""

from django.apps import AppConfig


class VaultRoom(AppConfig):
    name = "guichet.vault"
    label = "vault"
