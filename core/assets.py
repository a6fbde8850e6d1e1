"""What a page loads, made once from our own files and the installed packages: one style sheet, one script, the icons,
the fonts. Needs no settings and no network, so it runs before anything else does."""

import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from . import fonts, icons

SOURCES = ("fontpkg-ibm-plex-sans-arabic", "fonttools", "lucide")
SHEETS = ("tokens.css", "base.css", "layout.css", "components/*.css", "utilities.css")


def build(static: Path, target: Path) -> bool:
    """Writes app.css, app.js, icons.svg and fonts/ into `target`; False when they stood there for the same sources."""
    stamp, now = target / ".stamp", _stamp(static)
    if stamp.exists() and stamp.read_text() == now:
        return False
    fonts_made = _fonts(target / "fonts")
    _write(target / "fonts.css", fonts_made)  # for printed papers, which load no other sheet of the pages
    _write(target / "app.css", fonts_made + squeeze(_read(static / "css", SHEETS)))
    _write(target / "app.js", bundle(sorted((static / "js").glob("*.js"))))
    _write(target / "icons.svg", icons.sprite())
    _write(stamp, now)
    return True


def squeeze(css: str) -> str:
    """The same rules without comments, line breaks and needless spaces. Safe for the CSS we write: no quoted braces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def bundle(behaviours: Iterable[Path]) -> str:
    """All behaviours in one module, each in a block of its own so that their names never meet."""
    return "".join(f"{{ // {path.stem}\n{path.read_text()}}}\n" for path in behaviours)


def _read(folder: Path, patterns: Iterable[str]) -> str:
    return "".join(path.read_text() for pattern in patterns for path in sorted(folder.glob(pattern)))


def _fonts(folder: Path) -> str:
    """Cuts the fonts that are not there yet (they change only with their package) and returns their rules."""
    made = folder / f".{version(SOURCES[0])}-{version(SOURCES[1])}-{_digest(fonts.face_rules(''))[:12]}"
    if not made.exists():
        for weight in fonts.WEIGHTS:
            for part in fonts.PARTS:
                _write(folder / fonts.file_name(weight, part), fonts.subset(weight, part))
        _write(made, "")
    return fonts.face_rules("fonts")


def _stamp(static: Path) -> str:
    ours = sorted([*static.glob("css/**/*.css"), *static.glob("js/*.js"), *Path(__file__).parent.glob("*.py")])
    seen = [
        f"{path.name}:{_digest(path.read_text())}"
        for path in ours
        if path.stem in {"assets", "fonts", "icons"} or path.suffix != ".py"
    ]
    return "\n".join([*(f"{name} {version(name)}" for name in SOURCES), *seen])


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _write(path: Path, content: str | bytes) -> None:
    """Whole or not at all: a server may be reading beside us."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content.encode() if isinstance(content, str) else content)
    part.replace(path)
