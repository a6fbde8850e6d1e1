import fcntl
import os
import socket
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from freelance_ops import demo_account
from freelance_ops.checks import PANGO_HELP, pango_is_missing
from freelance_ops.serve.child import die_with
from freelance_ops.serve.prepare import prepare
from freelance_ops.serve.supervisor import Supervisor, children


class Command(BaseCommand):
    help = "Runs everything on this machine: web, worker and beat, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--stop-with-parent", action="store_true", help="end when the command that started us ends")

    def handle(self, *, host: str, stop_with_parent: bool, **options: Any) -> None:
        if stop_with_parent:
            die_with(os.getppid())()
        run_folder = settings.DATA / "run"
        with only_one(run_folder):
            refuse_busy_port(host)
            prepare(self.say)
            self.fill_demo()
            refuse_open_demo(host)
            if pango_is_missing():
                self.say(PANGO_HELP)
            if os.geteuid() == 0:
                self.say("running as root; an ordinary user is enough and safer")
            connection.close()
            address = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
            health = f"http://{address}:{settings.PORT}/healthz/"
            Supervisor(children(host, run_folder), self.say).run(health, self.welcome)

    def say(self, text: str) -> None:
        self.stdout.write(f"maktab: {text}")
        self.stdout.flush()

    def fill_demo(self) -> None:
        if settings.DEMO and "demo" in get_commands() and not get_user_model().objects.exists():
            self.say("filling the empty database with the demo")
            call_command("demo", verbosity=0)

    def welcome(self) -> None:
        self.say(f"ready at {settings.PUBLIC_URL}")
        if demo_account.stands():
            self.say(f"sign in as {demo_account.EMAIL} / {demo_account.PASSWORD}")
        self.say("Ctrl-C stops everything")
        connection.close()


def only_one(run_folder: Path) -> IO[str]:
    """Locks DATA for this process. Two servers on one folder would send every letter's message twice over."""
    run_folder.mkdir(parents=True, exist_ok=True)
    lock = (run_folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        raise CommandError(
            f"Maktab already runs on the data in {settings.DATA}: stop it first, or name another folder with DATA=."
        ) from problem
    return lock


def refuse_busy_port(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, settings.PORT))
        except OSError as problem:
            raise CommandError(
                f"Port {settings.PORT} cannot be used ({problem.strerror}): choose another one, for example PORT=8001."
            ) from problem


def is_public(host: str) -> bool:
    return not demo_account.is_loopback(host)


def refuse_open_demo(host: str) -> None:
    """Neither directly nor, as PUBLIC_URL then says, through a proxy before us."""
    public = next((name for name in (host, str(urlsplit(settings.PUBLIC_URL).hostname)) if is_public(name)), "")
    if public and demo_account.stands():
        raise CommandError(
            f"{demo_account.EMAIL} still has the public demo password: change it, or start with DEMO=0 and a new DATA "
            f"folder, before listening on {public}."
        )
