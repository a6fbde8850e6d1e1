from typing import Any

from django.core.management.base import BaseCommand

from freelance_ops.serve.prepare import prepare


class Command(BaseCommand):
    help = "Applies migrations, compiles translations and collects static files: what a release needs before it serves."

    def handle(self, **options: Any) -> None:
        prepare(self.stdout.write)
