"""A file taken off the tray is kept for a week, and then its bytes are gone; what is evidence stays."""

from datetime import timedelta

import pytest

from clients.models import Contact
from files.models import StoredFile, vault
from files.services.orphans import sweep_orphans
from orders.models import Download, WorkFile
from orders.services.clearing import forget_removed_files
from orders.services.submitting import remove_work_file
from tests.cast import NOW

from .conftest import Desk
from .staged import Work

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7, minutes=1)


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> Work:
    return Work.begun(desk, reem)


def taken_off(at_work: Work, position: int | None = 1) -> WorkFile:
    return remove_work_file(file=at_work.add(position), by=at_work.by, now=NOW)


def test_after_a_week_its_bytes_are_gone(at_work: Work) -> None:
    file = taken_off(at_work)
    assert forget_removed_files(now=NOW + timedelta(days=6)) == 0
    assert forget_removed_files(now=LATER) == 1
    assert forget_removed_files(now=LATER) == 0
    sweep_orphans(now=LATER)
    assert not StoredFile.objects.filter(pk=file.original_id).exists()
    assert not vault().exists(file.original.key)


def test_what_is_on_the_tray_or_was_shown_stays(at_work: Work) -> None:
    at_work.add(1)
    at_work.show(1)
    at_work.add(2)
    assert forget_removed_files(now=NOW + timedelta(days=400)) == 0
    assert WorkFile.objects.count() == 2


def test_what_somebody_downloaded_stays(at_work: Work) -> None:
    """The row of the download says which bytes left the house."""
    file = taken_off(at_work, None)
    Download.objects.create(
        business=file.business, file=file, sha256=file.original.sha256, by_kind="owner", by_ref=at_work.by.ref,
        taken_at=NOW,
    )  # fmt: skip
    assert forget_removed_files(now=LATER) == 0
    sweep_orphans(now=LATER)
    assert vault().exists(file.original.key)
