"""Takes from the npm packages what the pages need, without the fonts and the crest that belong to another state's site.

Run as `python -m guichet.portals.front_end` after `npm ci`; writes `build/front/vendor`, which the static files include.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"
FRONT = ROOT / "build" / "front"
FONTS = ("atkinson-hyperlegible-next", "atkinson-hyperlegible-mono")

_FONT_FACE = re.compile(r"(/\*!.*?\*/)?@font-face\{[^}]*GDS Transport[^}]*\}", re.S)
_FOREIGN_RULE = re.compile(r"[^{}]+\{[^{}]*url\(/assets/[^{}]*\}")
_FONT_FAMILY = re.compile(r"font-family:GDS Transport,arial,sans-serif")


def without_foreign_marks(css: str) -> str:
    """The style sheet without the font, crest and image addresses reserved for another state's site."""
    css = _FONT_FACE.sub("", css)
    css = _FONT_FAMILY.sub("font-family:var(--g-sans,sans-serif)", css)
    return _FOREIGN_RULE.sub("", css)


def build(packages: Path = PACKAGES, front: Path = FRONT) -> list[Path]:
    """Writes the vendored style sheet, script and fonts below `front`; answers the files written."""
    vendor = front / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    govuk = packages / "govuk-frontend" / "dist" / "govuk"
    css = without_foreign_marks((govuk / "govuk-frontend.min.css").read_text(encoding="utf-8"))
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    script = re.sub(r"//# sourceMappingURL=.*", "", (govuk / "govuk-frontend.min.js").read_text(encoding="utf-8"))
    written = [vendor / "govuk-frontend.min.css", vendor / "govuk-frontend.min.js", vendor / "fonts.css"]
    written[0].write_text(css, encoding="utf-8")
    written[1].write_text(script, encoding="utf-8")
    faces = []
    for font in FONTS:
        source = packages / "@fontsource-variable" / font
        faces.append((source / "wght.css").read_text(encoding="utf-8"))
        for part in ("latin", "latin-ext"):
            name = f"{font}-{part}-wght-normal.woff2"
            (vendor / "files").mkdir(exist_ok=True)
            shutil.copyfile(source / "files" / name, vendor / "files" / name)
            written.append(vendor / "files" / name)
    written[2].write_text("\n".join(faces), encoding="utf-8")
    return written


def main() -> int:
    """Build, and say which files were written; 1 if npm has brought nothing yet."""
    if not (PACKAGES / "govuk-frontend").is_dir():
        print("The npm packages are not here. Run: npm ci", file=sys.stderr)
        return 1
    for path in build():
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
