from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from freelance_ops.backup.make import make_backup, summary


class Command(BaseCommand):
    help = "Writes every row and every stored file into one archive, while the desk goes on. Not in it: SECRET_KEY."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to write, for example maktab-2026-11-22.tar.gz")

    def handle(self, *, file: Path, **options: Any) -> None:
        manifest = make_backup(file, now=timezone.now())
        for key in manifest.missing:
            self.stderr.write(f"maktab: the vault has lost or damaged {key}")
        if options["verbosity"]:
            self.stdout.write(f"maktab: {file}: {summary(manifest)}")
