"""Around every page: header or desk bar, menu, languages, footer; one function that renders a template inside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from guichet.engine.case_number import spaced
from guichet.intake.unsent import KEPT
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import LANGUAGES, Speech, speech
from guichet.portals.visitor import is_staff, visitor
from guichet.site import clock


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu: its sentence, the page, and the roles that see it (none: everybody)."""

    text: str
    name: str
    roles: tuple[str, ...] = ()


_PUBLIC = ("employer", "worker", "host_family")  # who may apply, or is applied for
_DESKS = ("work_authority", "stay_authority", "post", "municipality")
MENU = (
    Item("My files", "files", _PUBLIC),
    Item("People", "queues", ("post", "municipality")),
    Item("Work", "work", ("work_authority", "stay_authority")),
    Item("Take a file over", "take-over", ("municipality",)),
    Item("Ask the register", "inspection", ("inspector",)),
    Item("Employers you follow", "following", ("inspector",)),
    Item("All files", "files", ("work_authority", "stay_authority", "advisory_body")),
    Item("Came on paper", "on-paper", ("work_authority",)),
    Item("Post room", "post-room", ("work_authority", "stay_authority")),
    Item("e-Box", "inbox", (*_PUBLIC, *_DESKS)),
    Item("The law in plain words", "law"),
    Item("Figures", "figures", ("", *_PUBLIC)),
)


def speech_of(request: HttpRequest) -> Speech:
    """The language of this request."""
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    return speech(language if language in LANGUAGES else settings.LANGUAGE_CODE)


def page(request: HttpRequest, template: str, values: Mapping[str, object], status: int = 200) -> HttpResponse:
    """Renders a template with its own values and those of the frame."""
    return render(request, template, {**_frame(request), **values}, status=status)


def _frame(request: HttpRequest) -> dict[str, object]:
    spoken = speech_of(request)
    viewer = visitor(request)
    return {
        "speech": spoken,
        "say": spoken.say,
        "say_number": spoken.say_number,
        "law": spoken.law,
        "pair": lambda name, value: spoken.say("{name}: {value}", name=name, value=value),
        "viewer": viewer,
        "desk": is_staff(viewer),
        "body_name": viewer.body_words.get(spoken.language, viewer.body_name) if viewer else "",
        "menu": _menu(request, spoken),
        "languages": _languages(request, spoken),
        "today": clock.today(),
        "demo": settings.DEMO,
        "upload_mb": settings.UPLOAD_LIMIT // 1024**2,
        "idle_minutes": settings.SESSION_IDLE // 60,
        "typed_again": bool(getattr(request, "typed_before", None)),
        "kept_days": KEPT.days,
        "shown_number": spaced,
        "sentence": lambda why, names=None: sentence_of(why.name, why.values, spoken, names or LawNames()),
    }


def _menu(request: HttpRequest, spoken: Speech) -> list[dict[str, object]]:
    viewer = visitor(request)
    here = request.resolver_match.url_name if request.resolver_match else ""
    role = viewer.role if viewer else ""
    items = [item for item in MENU if not item.roles or role in item.roles]
    return [{"text": spoken.say(item.text), "href": address(item.name), "here": here == item.name} for item in items]


def _languages(request: HttpRequest, spoken: Speech) -> list[dict[str, object]]:
    kept = [(key, value) for key, value in request.GET.lists() if key != "lang"]
    path = request.path if request.method == "GET" else request.META.get("PATH_INFO", request.path)
    return [
        {"code": code, "name": name, "here": code == spoken.language, "href": f"{path}?{urlencode([*kept, ('lang', code)], doseq=True)}"}
        for code, name in LANGUAGES.items()
    ]
