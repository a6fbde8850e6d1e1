"""The vault: what is written, how it leaves, what is swept, and a full disk."""

import hashlib
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.http import Http404

from files.errors import StorageFull
from files.models import StoredFile, vault
from files.models.stored_file import _holder, _relations
from files.services.download import respond
from files.services.orphans import sweep_orphans
from files.services.scratch import scratch_folder
from files.services.store import store_bytes
from outbox.models import Letter
from outbox.services.letters import write_letter
from outbox.services.rendering import Words
from tests.cast import Freelancer

pytestmark = pytest.mark.django_db
Keep = Callable[..., StoredFile]


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "vault": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "vault"},
        },
    }


@pytest.fixture
def keep(nour: Freelancer, now: datetime) -> Keep:
    def file(content: bytes = b"%PDF-1.7 paper", name: str = "فاتورة INV-1.pdf", at: datetime = now) -> StoredFile:
        return store_bytes(
            business=nour.business,
            purpose="invoice",
            name=name,
            content=content,
            content_type="application/pdf",
            now=at,
        )

    return file


@contextmanager
def full_disk(after: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: the write fails half way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (after, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def stored_keys() -> list[str]:
    root = Path(vault().path(""))
    return [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]


def test_it_knows_its_bytes(keep: Keep, nour: Freelancer) -> None:
    file = keep()
    assert (file.read(), file.size) == (b"%PDF-1.7 paper", 14)
    assert file.sha256 == hashlib.sha256(b"%PDF-1.7 paper").hexdigest()
    assert file.key.startswith(f"{nour.business.ref}/invoice/")
    assert "INV" not in file.key


def test_it_leaves_as_a_download_under_its_arabic_name(keep: Keep) -> None:
    response = respond(keep())
    assert b"".join(response.streaming_content) == b"%PDF-1.7 paper"
    response.close()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D9%81")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_a_file_the_vault_lost_is_not_found(keep: Keep) -> None:
    file = keep()
    vault().delete(file.key)
    with pytest.raises(Http404):
        respond(file)


def test_a_full_disk_is_said_and_leaves_nothing_half(keep: Keep) -> None:
    with full_disk(after=100_000), pytest.raises(StorageFull):
        keep(b"x" * 1_000_000)
    assert stored_keys() == []
    assert not StoredFile.objects.exists()


def test_after_a_day_what_no_row_took_up_is_swept(keep: Keep, now: datetime) -> None:
    keep()
    assert sweep_orphans(now=now + timedelta(hours=23)) == 0
    assert sweep_orphans(now=now + timedelta(hours=25)) == 1
    assert stored_keys() == []
    assert not StoredFile.objects.exists()


def test_a_file_in_use_stays(keep: Keep, nour: Freelancer, now: datetime) -> None:
    file = keep()
    letter: Letter = write_letter(
        business=nour.business, to="reem@client.example", language="ar", words=Words("x", "y"), dedupe_key="1",
        now=now, files=[file],
    )  # fmt: skip
    assert sweep_orphans(now=now + timedelta(days=400)) == 0
    assert list(letter.files.all()) == [file]
    assert stored_keys() == [file.key]


def test_bytes_without_a_row_are_swept(keep: Keep, now: datetime) -> None:
    """The transaction that stored it was taken back, and the bytes stayed."""
    file = keep()
    StoredFile.objects.filter(pk=file.pk).delete()
    written = vault().get_modified_time(file.key)
    assert sweep_orphans(now=written + timedelta(hours=23)) == 0
    assert sweep_orphans(now=written + timedelta(hours=25)) == 1
    assert stored_keys() == []


def test_what_any_table_points_at_is_used() -> None:
    """Also where the table gives the way back no name."""
    holders = {_holder(relation)[0].__name__ for relation in _relations()}
    assert {"Invoice", "Contract", "WorkFile", "Sample", "Enclosure", "Letter_files"} <= holders


def test_uploads_whose_process_was_killed_are_swept(settings, tmp_path: Path, now: datetime) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    for name, age in (("tmpold.upload.psd", timedelta(days=2)), ("tmpnew.upload.psd", timedelta(hours=1))):
        (tmp_path / name).write_bytes(b"half of it")
        os.utime(tmp_path / name, ((now - age).timestamp(),) * 2)
    sweep_orphans(now=now)
    assert [path.name for path in tmp_path.glob("*.psd")] == ["tmpnew.upload.psd"]


def test_folders_of_killed_workers_are_swept(settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    with scratch_folder() as folder:
        (folder / "sample-001.jpg").write_bytes(b"half of it")
        made = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        sweep_orphans(now=made + timedelta(hours=23))
        assert folder.is_dir()
        sweep_orphans(now=made + timedelta(hours=25))
        assert not folder.exists()
        folder.mkdir()
    assert list(tmp_path.iterdir()) == []  # whoever ends in order leaves nothing
