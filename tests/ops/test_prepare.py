"""The very first start: what is built on the way is collected too, although the checks have looked around before."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import get_finder, get_finders

from freelance_ops.serve.prepare import collect_static


def test_a_fresh_checkout_serves_what_it_built(settings: Any, tmp_path: Path) -> None:
    settings.BUILD, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_DIRS = [settings.BASE / "static"]
    get_finder.cache_clear()
    assert list(get_finders())
    said: list[str] = []
    try:
        collect_static(said.append)
    finally:
        get_finder.cache_clear()
    assert said == ["collecting static files"]
    assert (tmp_path / "static" / "fonts.css").exists()
