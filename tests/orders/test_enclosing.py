"""What lies beside a client's words: kept as evidence, swept only where its act did not happen."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from clients.models import Contact
from core.db import guarded_tables
from files.models import StoredFile
from files.services.orphans import sweep_orphans
from freelance_ops.backup.tables import tables
from orders.errors import NoChangesLeft
from orders.models import ChangeList, Enclosure, Order
from orders.services.changing import ask_changes
from orders.services.enclosing import keep_enclosures
from tests.cast import NOW

from .conftest import Desk
from .staged import Work, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> Work:
    return Work.begun(desk, reem, revisions=1)


def upload(name: str = "المقصود.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture((1800, 900)))


def asked(at_work: Work, *uploads: SimpleUploadedFile) -> ChangeList:
    return ask_changes(
        submission=at_work.show(1), text="أكبر", contact=at_work.contact, now=NOW, uploads=uploads or (upload(),)
    )


def test_only_what_no_list_took_up_is_swept(at_work: Work) -> None:
    made = asked(at_work, upload(), upload("ثانية.png"))
    keep_enclosures(business=at_work.order.business, uploads=[upload("ضائعة.png")], now=NOW)
    assert sweep_orphans(now=NOW + timedelta(days=2)) >= 2  # the picture that was never sent, and its look
    assert [one.file.name for one in made.enclosures.in_order()] == ["المقصود.png", "ثانية.png"]
    assert StoredFile.objects.filter(purpose="look").count() == 2
    for one in made.enclosures.in_order():
        assert one.look is not None
        assert one.file.read()
        assert one.look.read()


def test_where_the_list_is_refused_nothing_is_kept(at_work: Work) -> None:
    Order.objects.update(revisions=0)
    with pytest.raises(NoChangesLeft):
        asked(at_work)
    assert not StoredFile.objects.filter(purpose="changes").exists()


def test_the_database_keeps_them_as_they_came(at_work: Work) -> None:
    made = asked(at_work)
    one = made.enclosures.get()
    changes = ({"position": 2}, {"change_list": None}, {"look": None})
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Enclosure.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enclosure.objects.filter(pk=one.pk).delete()
    stored = keep_enclosures(business=made.business, uploads=[upload()], now=NOW)[0].file
    beside = {"business": made.business, "order": made.order, "file": stored}
    for name, wrong in {
        "enclosure_lies_beside_one_text": {"position": 1},
        "one_enclosure_per_place_of_list": {"position": 1, "change_list": made},
    }.items():
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Enclosure.objects.create(**beside, **wrong)
        assert name in str(refused.value)
    assert "orders_enclosure" in guarded_tables()


def test_a_backup_carries_them() -> None:
    assert {Enclosure, StoredFile} <= set(tables())
