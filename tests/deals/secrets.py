"""What nobody may see or get: files before they are paid for, letters to a platform's client, another's business."""

import pytest

from core.actors import Actor
from orders.errors import FileIsNotShown, FilesAreLocked, WrongPerson
from orders.models import Order, WorkFile
from orders.services.release import must_be_open_to
from outbox.models import Event, Letter
from payments.models import Entry, Invoice

from .house import House
from .picture import Picture


def files_open_only_when_settled(house: House, now: Picture) -> None:
    """Asked for as a client's page asks: while an instalment is unpaid and the owner did not say so, never."""
    newest = {row.order_id: key for key, row in now.files.items() if row.removed_at is None}
    for order_key, key in newest.items():
        file = WorkFile.objects.select_related("order__client").get(pk=key)
        order = now.orders[order_key]
        own = next(one for one in [*house.people, house.hannah] if one.client_id == file.order.client_id)
        settled = all(part.state == "paid" for part in now.plan.values() if part.order_id == order_key)
        shown = file.submission_id is not None or (file.milestone_id is None and order.delivered_at is not None)
        if not (settled or order.release_reason):
            with pytest.raises(FilesAreLocked):
                must_be_open_to(by=Actor.contact(own.ref), file=file)
        elif not shown:
            with pytest.raises(FileIsNotShown):
                must_be_open_to(by=Actor.contact(own.ref), file=file)
        else:
            must_be_open_to(by=Actor.contact(own.ref), file=file)
        for stranger in (Actor.contact(house.hannah.ref), house.sam.actor, Actor.visitor()):
            with pytest.raises(WrongPerson):
                must_be_open_to(by=stranger, file=file)


def platform_clients_get_no_letter(house: House) -> None:
    platform = Order.objects.filter(kind="platform").values("ref")
    assert not Letter.objects.filter(recipient=house.people[1].email).exists()
    assert not Letter.objects.filter(order_ref__in=platform).exclude(recipient=house.nour.user.email).exists()


def sams_business_is_untouched(house: House) -> None:
    business = house.sam.business
    for model in (Order, Invoice, Entry, Letter):
        assert not model.objects.filter(business=business).exists()
    assert set(Event.objects.filter(business=business).values_list("verb", flat=True)) <= {"business.opened"}
