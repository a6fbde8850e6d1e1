from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from freelance_ops import demo_account
from freelance_ops.demo.desk import no_mail
from freelance_ops.demo.story import tell


class Command(BaseCommand):
    help = "Fills an empty database with a demo business. Its people are invented, and nothing is mailed."

    def handle(self, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("The demo goes only into an empty database: start with a new DATA folder.")
        with no_mail():
            desk = tell(timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{desk.business.name}: sign in as {demo_account.EMAIL} / {demo_account.PASSWORD}")
