"""A backup is the whole desk: put into an empty place of either kind, it gives the same rows, books and files."""

import hashlib
import io
import json
import shutil
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from accounts.models import Business, User
from clients.services.leads import receive_inquiry
from clients.services.opening import open_business
from core.db import unguarded
from files.models import StoredFile, vault
from freelance_ops.backup.archive import MANIFEST, checked, members
from freelance_ops.backup.tables import in_use
from outbox.models import Heartbeat
from tests import services, stacks
from tests.cast import NOW, PASSWORD, Freelancer
from tests.ops.conftest import Run
from tests.payments.conftest import SCAN, Story, agree, register_for_vat, sign

_kept: dict[str, Path] = {}
# What a freelancer does first on the new machine: sign in, open the contract, look at the books, take a new inquiry.
VISIT = """
from django.test import Client
from accounts.models import Business
from clients.services.leads import receive_inquiry
from core.db import guarded_tables
from orders.models import Order
from payments.services.audit import unbalanced
from tests.cast import NOW, PASSWORD
browser, business, order = Client(headers={"host": "localhost"}), Business.objects.get(), Order.objects.get()
print(browser.post("/accounts/login/", {"login": "nour@maktab.example", "password": PASSWORD})["Location"])
print(browser.get(f"/desk/orders/{order.ref}/contract/file/").getvalue()[:8])
print(unbalanced(business), "payments_transfer" in guarded_tables())
receive_inquiry(business=business, name="Hannah", email="h@vogel.example", text="Icons", language="en", now=NOW)
"""
SEEN = "/desk/\nb'%PDF-1.4'\n[] True\n"


def deal() -> None:
    """An order in work: signed, billed by a worker with a PDF, part of it paid with a fee."""
    user = User.objects.create_user("nour@maktab.example", None, full_name="نور الهاشمي", language="ar")
    user.password = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
    user.save()
    business = open_business(
        owner=user, language="ar", now=NOW, name="نور للتصميم", country="SA", currency="SAR", zone="Asia/Riyadh",
        working_days=[7, 1, 2, 3, 4],
    )  # fmt: skip
    nour = Freelancer(user, business)
    register_for_vat(nour)
    lead = receive_inquiry(
        business=business, name="ريم", email="reem@sidra.example", text="هوية\u2028لمقهى\r\n\t😀", language="ar",
        country="SA", now=NOW.replace(microsecond=123456),
    )  # fmt: skip
    story = Story(nour, sign(nour, agree(nour, lead.contact, "4600", (2500, 2500, 5000))))
    story.worker().pays("1000", fee="12.50")
    story.worker()


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Two archives of one deal on PostgreSQL: the whole one, and one made after the vault lost a file."""
    folder = tmp_path_factory.mktemp("backup")
    archives = {name: folder / f"{name}.tar.gz" for name in ("whole", "lossy")}
    with django_db_blocker.unblock():
        try:
            deal()
            call_command("backup", archives["whole"], verbosity=0)
            vault().delete(StoredFile.objects.get(purpose="scan").key)
            call_command("backup", archives["lossy"], verbosity=0)
        finally:
            with unguarded():
                call_command("flush", interactive=False, verbosity=0)
    return archives


@pytest.fixture
def archive(kept: dict[str, Path], tmp_path: Path) -> Path:
    """The whole archive, in a folder of this test's own."""
    return Path(shutil.copy(kept["whole"], tmp_path / "desk.tar.gz"))


def sqlite(folder: Path) -> dict[str, str]:
    """The environment of an empty desk on SQLite."""
    folder.mkdir()
    shutil.copy(stacks.migrated_sqlite(), folder)
    return {"DATA": str(folder)}


def postgres(folder: Path) -> dict[str, str]:
    """The environment of an empty desk on PostgreSQL."""
    folder.mkdir()
    name = f"restored_{folder.name}_{folder.parent.name}".replace("-", "_").lower()
    stacks.create_database(name, stacks.migrated_postgres())
    return {"DATA": str(folder), "DATABASE_URL": services.postgres_url(services.POSTGRES.port, name)}


@pytest.mark.django_db
def test_it_goes_from_postgresql_to_sqlite_and_back(archive: Path, tmp_path: Path, run: Run) -> None:
    embedded, grown = sqlite(tmp_path / "embedded"), postgres(tmp_path / "grown")
    assert run("restore", str(archive), **embedded).returncode == 0
    on_sqlite = tmp_path / "second.tar.gz"
    assert run("backup", str(on_sqlite), **embedded).returncode == 0
    back = run("restore", str(on_sqlite), **grown)
    assert back.returncode == 0, back.stderr
    assert "restored" in back.stdout
    first, second = checked(archive), checked(on_sqlite)
    assert first.members == second.members
    assert first.counts["payments.transfer"] > 0
    assert len([name for name in first.members if name.startswith("files/")]) == first.counts["files.storedfile"] == 3
    for environment in (embedded, grown):
        seen = run("shell", "--no-imports", "-c", VISIT, **environment)
        assert (seen.returncode, seen.stdout) == (0, SEEN), seen.stderr


def test_it_keeps_no_key_and_is_its_owners_alone(archive: Path, settings: Any) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    content = b"".join(part.read() for _name, part in members(archive))
    assert SCAN in content
    assert settings.SECRET_KEY.encode() not in content
    assert [path.name for path in archive.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_the_vault_has_lost_is_told_and_the_rest_is_kept(kept: dict[str, Path]) -> None:
    lossy, whole = checked(kept["lossy"]), checked(kept["whole"])
    assert [f"files/{key}" for key in lossy.missing] == sorted(whole.members.keys() - lossy.members.keys())
    assert len(lossy.missing) == 1


def test_a_backup_never_replaces_another(archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(CommandError, match="already there"):
        call_command("backup", archive)
    assert archive.read_bytes() == before


def test_a_database_in_use_is_refused(archive: Path, nour: Freelancer) -> None:
    with pytest.raises(CommandError, match=r"This database is not empty \(account"):
        call_command("restore", archive)
    assert Business.objects.get() == nour.business


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with every member passed through `change`; None leaves it out."""
    target = path.with_name("rewritten.tar.gz")
    with tarfile.open(target, "w:gz") as copy:
        for name, content in members(path):
            if (text := change(name, content.read())) is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(text)
                copy.addfile(entry, io.BytesIO(text))
    return target


def with_migrations(path: Path, change: Callable[[list[str]], list[str]]) -> Path:
    def edit(name: str, text: bytes) -> bytes:
        if name != MANIFEST:
            return text
        manifest = json.loads(text)
        return json.dumps(manifest | {"migrations": change(manifest["migrations"])}).encode()

    return rewritten(path, edit)


DAMAGES: dict[str, Callable[[Path], Path]] = {
    "tables/clients.client.jsonl is not what": lambda path: rewritten(
        path, lambda name, text: text.replace(b"SA", b"AE") if name == "tables/clients.client.jsonl" else text
    ),
    "it has no manifest": lambda path: rewritten(path, lambda name, text: None if name == MANIFEST else text),
    "its manifest cannot be read": lambda path: rewritten(path, lambda name, text: b"{}" if name == MANIFEST else text),
    "is not a whole Maktab backup": lambda path: Path(shutil.copy(path, path.with_name("short.tar.gz"))),
    "migration clients.9999_later is not known here": lambda path: with_migrations(
        path, lambda names: [*names, "clients.9999_later"]
    ),
    "made by an older Maktab, before migration orders.0002": lambda path: with_migrations(
        path, lambda names: [name for name in names if name < "orders.0002"]
    ),
}


@pytest.mark.parametrize("sentence", DAMAGES)
def test_what_is_no_whole_backup_of_this_code_is_refused(db: None, archive: Path, sentence: str) -> None:
    path = DAMAGES[sentence](archive)
    if path.name == "short.tar.gz":
        path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", path)
    assert not Business.objects.exists()


def test_rows_that_cannot_be_loaded_leave_neither_rows_nor_files(
    db: None, archive: Path, kept: dict[str, Path]
) -> None:
    """The hashes fit, but a row is there twice: everything is taken back, the file that was put too."""
    table = "tables/clients.client.jsonl"
    doubled = next(content.read() for name, content in members(archive) if name == table) * 2
    (lost,) = checked(kept["lossy"]).missing

    def edit(name: str, text: bytes) -> bytes:
        if name != MANIFEST:
            return doubled if name == table else text
        manifest = json.loads(text)
        manifest["members"][table] = {"size": len(doubled), "sha256": hashlib.sha256(doubled).hexdigest()}
        return json.dumps(manifest).encode()

    with pytest.raises(CommandError, match=r"The rows of clients\.client cannot be loaded"):
        call_command("restore", rewritten(archive, edit))
    assert not Business.objects.exists()
    assert not vault().exists(lost)


def test_a_desk_that_was_only_started_counts_as_empty(db: None, archive: Path) -> None:
    Heartbeat.objects.create(name="worker", at=NOW)
    assert in_use() == []
    assert "outbox.heartbeat" not in checked(archive).counts
    assert not [name for name in checked(archive).counts if name.startswith("sessions.")]
