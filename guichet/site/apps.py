"""The room "site" as Django knows it: it brings the checks made at every start, and hands over what one room cannot ask another."""

from django.apps import AppConfig
from django.conf import settings


class SiteRoom(AppConfig):
    name = "guichet.site"
    label = "site"

    def ready(self) -> None:
        """Make the checks of a safe start known to Django; tell case file and registry where the law of a case is found."""
        from guichet.casefile import reading  # noqa: PLC0415 - Django is not ready before this line
        from guichet.desk.law_of import rules_of_digest  # noqa: PLC0415
        from guichet.intake import scanning  # noqa: PLC0415
        from guichet.law.bundles import keep_compiled_in  # noqa: PLC0415
        from guichet.registry import reading as registry  # noqa: PLC0415
        from guichet.site import checks  # noqa: F401, PLC0415 - registering is what importing does
        from guichet.site.scanners import scanner  # noqa: PLC0415

        keep_compiled_in(settings.VAR / "compiled")
        scanning.use(scanner())
        reading.configure(rules_of_digest)
        registry.configure(rules_of_digest)
