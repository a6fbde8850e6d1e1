"""An archive that somebody else made: whatever its members are called, it is refused in a sentence."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from files.models import StoredFile, vault
from freelance_ops.backup.archive import FORMAT, KIND, MANIFEST
from freelance_ops.backup.make import applied_migrations

pytestmark = pytest.mark.django_db
CONTENT = b"owned"


def entry(name: str, content: bytes) -> tuple[tarfile.TarInfo, io.BytesIO]:
    made = tarfile.TarInfo(name)
    made.size = len(content)
    return made, io.BytesIO(content)


def crafted(folder: Path, name: str, *strange: tarfile.TarInfo) -> Path:
    """An archive whose manifest tells the truth about its one member, and what else is put in."""
    told = {"size": len(CONTENT), "sha256": hashlib.sha256(CONTENT).hexdigest()}
    manifest = {
        "kind": KIND, "format": FORMAT, "made_at": "", "migrations": applied_migrations(), "counts": {},
        "members": {name: told}, "missing": [],
    }  # fmt: skip
    path = folder / "crafted.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(*entry(name, CONTENT))
        for one in strange:
            archive.addfile(one)
        archive.addfile(*entry(MANIFEST, json.dumps(manifest).encode()))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "files/../../outside", "files//etc/cron.d/x", "files/", "files/a/../../../x", "files/.ssh/keys", "/files/x",
        "files/a\\..\\b", "files/a\x00b", "secret-key", "tables/../x.jsonl", "tables/x",
    ],
)  # fmt: skip
def test_a_name_that_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match=r"has no place in one|is not what the manifest says"):
        call_command("restore", crafted(tmp_path, name))
    assert [path.name for path in tmp_path.iterdir()] == ["crafted.tar.gz"]


def test_rows_of_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no table here"):
        call_command("restore", crafted(tmp_path, "tables/clients.nothing.jsonl"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_what_is_no_plain_file(tmp_path: Path, kind: bytes) -> None:
    link = tarfile.TarInfo("files/link")
    link.type, link.linkname = kind, "/etc/passwd"
    with pytest.raises(CommandError, match="is no plain file"):
        call_command("restore", crafted(tmp_path, "files/a", link))
    assert not StoredFile.objects.exists()
    assert not vault().exists("a")
