from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from freelance_ops.backup.make import summary
from freelance_ops.backup.restore import restore_backup


class Command(BaseCommand):
    help = "Puts a backup into an empty, prepared database and vault: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an archive that `manage.py backup` wrote")

    def handle(self, *, file: Path, **options: Any) -> None:
        manifest = restore_backup(file)
        for key in manifest.missing:
            self.stderr.write(f"maktab: the backup itself had {key} missing or damaged")
        if options["verbosity"]:
            self.stdout.write(f"maktab: restored {summary(manifest)}, made {manifest.made_at}")
            self.stdout.write("maktab: set SECRET_KEY to the old one, or personal links that were sent stop working")
