"""The room "site" as Django knows it: it brings the checks made at every start."""

from django.apps import AppConfig


class SiteRoom(AppConfig):
    name = "guichet.site"
    label = "site"

    def ready(self) -> None:
        """Make the checks of a safe start known to Django."""
        from guichet.site import checks  # noqa: F401, PLC0415 - registering is what importing does
