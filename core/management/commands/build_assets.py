from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.assets import build


class Command(BaseCommand):
    help = "Makes the style sheet, script, icons and fonts that pages load, from our files and the installed packages."

    def handle(self, *args: Any, **options: Any) -> None:
        made = build(settings.BASE / "static", settings.BUILD / "assets")
        self.stdout.write("Assets made." if made else "Assets are up to date.")
