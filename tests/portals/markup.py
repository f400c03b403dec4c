"""Is the markup of a page whole? Every element closed where it was opened, children where they may stand, no attribute and no id twice."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr path rect circle use".split())
# Written with an end even where HTML lets it be left out; inside a drawing a slash may close an element.
BLOCKS = frozenset(
    "address article aside blockquote details dialog div dl fieldset footer form h1 h2 h3 h4 header hr main nav ol p section table ul".split()
)
ONLY = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}, "tbody": {"tr"}, "thead": {"tr"}, "select": {"option", "optgroup"}}
NO_BLOCKS = frozenset("p span a h1 h2 h3 h4 button label legend summary strong b em".split()) - {"a"}  # a link may hold blocks
HEADINGS, HOLD_HEADINGS = frozenset("h1 h2 h3 h4".split()), frozenset({"legend", "summary"})  # HTML Standard: a legend may be the heading of its page
NO_LINKS = frozenset({"a", "button"})


class Markup(HTMLParser):
    """Reads a page and notes what is wrong with its elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.wrong: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"never closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.wrong += [f"{tag}: {name} twice" for name in {name for name in names if names.count(name) > 1}]
        identity = dict(attrs).get("id")
        self.wrong += [f"id twice: {identity}"] if identity in self.ids else []
        self.ids |= {identity} if identity else set()
        self._stands(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}> closes {self.open[-1] if self.open else 'nothing'}")
            if tag not in self.open:
                return
            while self.open[-1] != tag:
                self.open.pop()
        self.open.pop()

    def _stands(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        line = self.getpos()[0]
        if parent in ONLY and tag not in ONLY[parent] | {"script", "template"}:
            self.wrong.append(f"line {line}: <{tag}> in <{parent}>")
        closed = NO_BLOCKS - HOLD_HEADINGS if tag in HEADINGS else NO_BLOCKS
        if tag in BLOCKS and closed & set(self.open):
            self.wrong.append(f"line {line}: <{tag}> in <{next(one for one in self.open if one in closed)}>")
        if tag in ("a", "button", "input", "select", "textarea") and NO_LINKS & set(self.open):
            self.wrong.append(f"line {line}: <{tag}> in a link or button")


def faults_of(html: str) -> list[str]:
    """What is wrong with the markup of a page."""
    return Markup(html).wrong
