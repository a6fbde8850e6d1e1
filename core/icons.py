"""The drawings we use, gathered into one sprite: line icons from the `lucide` package, and our own shapes of states.

An icon that is not listed here is not in the sprite, and `{% icon %}` refuses its name.
"""

from collections.abc import Iterable
from importlib.resources import files
from xml.etree import ElementTree
from zipfile import ZipFile

_ICONS = """
    archive arrow-right at-sign badge-check ban banknote bell book-open briefcase building-2 calendar calendar-check
    calendar-range check chevron-down chevron-left chevron-right chevrons-up-down circle circle-alert
    circle-arrow-right circle-check circle-plus circle-question-mark circle-user-round circle-x clipboard-list clock
    copy download ellipsis external-link eye file-check file-clock file-lock file-pen-line file-plus
    file-question-mark file-text file-up file-x flag funnel gauge globe grip-vertical hand hand-coins handshake hash
    history hourglass image image-plus inbox info key-round landmark languages layers layout-grid leaf life-buoy
    link link-2-off list list-checks list-ordered list-todo lock lock-open log-in log-out mail mail-check mail-plus
    mail-question-mark mail-warning map-pin menu message-circle message-circle-off message-circle-plus
    message-square-quote messages-square milestone minus moon package package-plus pause pencil pencil-line percent
    phone play plus printer qr-code receipt receipt-text refresh-cw reply rotate-ccw scale scroll-text search send
    send-horizontal server settings share-2 shield-alert shield-check shield-x shopping-bag signature
    sliders-horizontal sparkle sprout square-pen star store sun tag target text-quote thumbs-down thumbs-up timer
    trash-2 triangle-alert umbrella undo-2 upload user user-pen user-plus user-round users wallet waypoints wrench x
"""
ICONS = frozenset(_ICONS.split())

# What points along the writing turns with it; clocks, ticks, files and money do not.
_FLIPPED = """
    arrow-right chevron-left chevron-right circle-arrow-right external-link list list-checks list-ordered list-todo
    log-in log-out reply rotate-ccw send send-horizontal text-quote undo-2
"""
FLIPPED = frozenset(_FLIPPED.split())

_OUTLINE = 'fill="none" stroke="currentColor" stroke-width="1.5"'
_RING = f'<circle cx="6" cy="6" r="4.5" {_OUTLINE}/>'
_TICK = 'fill="none" stroke="var(--surface)" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"'

# A state is a shape and a word. Twelve units square, filled with the text's colour.
SHAPES = {
    "planned": _RING,
    "working": f'{_RING}<path d="M6 3.2a2.8 2.8 0 0 1 0 5.6z" fill="currentColor"/>',
    "submitted": f'{_RING}<circle cx="6" cy="6" r="2" fill="currentColor"/>',
    "waiting": '<path d="M6 .8 11.2 6 6 11.2.8 6z" fill="currentColor"/>',
    "paused": '<path d="M3 2h2v8H3zM7 2h2v8H7z" fill="currentColor"/>',
    "risk": f'<path d="M6 1.8 10.9 10.4H1.1z" {_OUTLINE} stroke-linejoin="round"/>',
    "late": '<path d="M6 1 11.6 11H.4z" fill="currentColor"/>',
    "done": f'<circle cx="6" cy="6" r="5.25" fill="currentColor"/><path d="m3.7 6.1 1.6 1.6 3-3.3" {_TICK}/>',
    "locked": (
        '<path d="M2.5 5.5h7v5h-7z" fill="currentColor"/>'
        '<path d="M4 5.5V4a2 2 0 0 1 4 0v1.5" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    ),
    "closed": f'{_RING}<path d="M3.4 8.6 8.6 3.4" stroke="currentColor" stroke-width="1.5"/>',
}


def sprite(icons: Iterable[str] = ICONS) -> str:
    """One SVG document with a symbol per icon (by its own name) and per shape (`state-<name>`)."""
    symbols = [
        f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>' for name, drawing in _lucide(sorted(icons))
    ]
    symbols += [f'<symbol id="state-{name}" viewBox="0 0 12 12">{body}</symbol>' for name, body in SHAPES.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _lucide(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    with (files("lucide") / "lucide.zip").open("rb") as packed, ZipFile(packed) as drawings:
        for name in names:
            yield name, "".join(_markup(node) for node in ElementTree.fromstring(drawings.read(f"{name}.svg")))  # noqa: S314


def _markup(node: ElementTree.Element) -> str:
    tag = node.tag.rpartition("}")[2]
    attributes = "".join(f' {name}="{value}"' for name, value in node.attrib.items())
    return f"<{tag}{attributes}/>"
