"""A long list is done under the reader's eyes: each line is shown as soon as it is done, without a script; at the end stands the usual page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.html import escape

from guichet.portals.frame import page, speech_of

FEW = 10  # so many are done before anybody would look for a sign of it
_HERE = "<li>-</li>"  # the one line of the empty list, where those that are done come
logger = logging.getLogger(__name__)


def as_it_goes(request: HttpRequest, total: int, done: Iterator[str], final: Callable[[], HttpResponse]) -> StreamingHttpResponse:
    """Sends the frame, then a line for each step of `done` (which does it), then what stands in the page `final`.

    A reader who goes away stops it between two steps; what was done stays done, and the same form sent again does the rest.
    """
    language = translation.get_language()
    head = page(request, "as_it_goes.html", {"total": total}).content.decode().partition(_HERE)[0]

    def parts() -> Iterator[str]:
        yield head
        try:
            for line in _spoken(done, language):
                yield f"<li>{escape(line)}</li>\n"
        except Exception as error:  # noqa: BLE001  the page has begun: whatever happened, its reader is told what to do
            logger.error("A list stopped: %s", type(error).__name__)
            yield f'</ol><p class="govuk-error-message">{escape(_stopped(request, language))}</p></div></main></body></html>'
            return
        with translation.override(language):
            yield "</ol></div>" + _inside(final().content.decode())

    return StreamingHttpResponse(parts(), content_type="text/html; charset=utf-8")


def _spoken(done: Iterator[str], language: str | None) -> Iterator[str]:
    """The steps, each done in the language of the request, which by then is over."""
    while True:
        with translation.override(language):
            line = next(done, None)
        if line is None:
            return
        yield line


def _stopped(request: HttpRequest, language: str | None) -> str:
    with translation.override(language):
        return speech_of(request).say("It stopped here. What stands above is done. Go back and send the same list again: nothing is done twice.")


def _inside(html: str) -> str:
    """A page from the beginning of its content, within the frame that is open already, to the end of the document."""
    return html.partition("<main")[2].partition("<div")[2].partition(">")[2]
