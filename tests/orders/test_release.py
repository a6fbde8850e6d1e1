"""The final files open by themselves when all is paid, by hand with a reason, and never otherwise."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from clients.models import Contact
from core.actors import Actor
from files.services.store import store_bytes
from orders.errors import FileIsNotShown, FilesAreLocked, OrderIsClosed, ReasonIsMissing, WrongPerson
from orders.models import Download, Order, OrderState, Submission, Trigger, WorkFile
from orders.services.instalments import fall_due, mark_paid
from orders.services.offers import award_offer
from orders.services.pricing import PartSpec
from orders.services.release import release_by_hand, release_if_settled, take_original
from outbox.models import Event, Letter
from tests.cast import NOW, Freelancer

from .conftest import Desk, instalment

LATER = NOW + timedelta(days=2)
HALVES = [PartSpec("الدفعة الأولى", Trigger.SIGNING, 5_000), PartSpec("التسليم", Trigger.COMPLETION, 5_000)]


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    order = desk.signed(reem, parts=HALVES)
    mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=LATER)
    order.refresh_from_db()
    return order


@pytest.fixture
def client(reem: Contact) -> Actor:
    return Actor.contact(reem.ref)


def pay_the_rest(order: Order, by: Actor) -> None:
    with transaction.atomic():
        fall_due(instalments=[instalment(order, 2)], by=by, now=LATER)
    mark_paid(instalment=instalment(order, 2), by=by, now=LATER)


def work_file(order: Order, *, shown: bool = True, position: int = 1) -> WorkFile:
    stage = order.milestones.get(position=position)
    original = store_bytes(
        business=order.business, purpose="work", name="شعار.ai", content=b"the real thing", now=NOW,
        content_type="application/octet-stream",
    )  # fmt: skip
    round_one = stage.submissions.first() if shown else None
    if shown and round_one is None:
        round_one = Submission.objects.create(
            business=order.business, milestone=stage, round=1, submitted_at=NOW, answer_due_on=NOW.date()
        )
    return WorkFile.objects.create(
        business=order.business, order=order, milestone=stage, submission=round_one, original=original, added_at=NOW
    )


def test_the_last_payment_opens_the_files_and_tells_the_client(desk: Desk, order: Order) -> None:
    work_file(order)
    assert order.released_at is None
    pay_the_rest(order, desk.nour.actor)
    order.refresh_from_db()
    assert order.released_at == LATER
    assert order.release_reason == ""
    assert Event.objects.get(verb="files.released").data == {"number": order.number, "by_hand": False}
    letter = Letter.objects.get(template="files_released")
    assert letter.recipient == "reem@alwaha.example"
    assert letter.language == "ar"
    assert "/c/" in letter.body


def test_while_something_is_unpaid_nothing_opens(desk: Desk, order: Order) -> None:
    with transaction.atomic():
        assert release_if_settled(order=order, by=desk.nour.actor, now=LATER) is False
    order.refresh_from_db()
    assert order.released_at is None
    assert not Letter.objects.filter(template="files_released").exists()


def test_paid_twice_it_opens_once(desk: Desk, order: Order) -> None:
    pay_the_rest(order, desk.nour.actor)
    mark_paid(instalment=instalment(order, 2), by=desk.nour.actor, now=LATER + timedelta(days=1))
    order.refresh_from_db()
    assert order.released_at == LATER
    assert Event.objects.filter(verb="files.released").count() == 1
    assert Letter.objects.filter(template="files_released").count() == 1


def test_everybody_who_acted_is_written_to(desk: Desk, order: Order, reem: Contact) -> None:
    """The accountant approved something once; a colleague who never did anything hears nothing."""

    def colleague(name: str, email: str, language: str = "en") -> Contact:
        return Contact.objects.create(
            business=reem.business, client=reem.client, name=name, email=email, language=language
        )

    omar = colleague("Omar", "omar@alwaha.example")
    colleague("Lina", "lina@alwaha.example")
    release_by_hand(order=order, reason="عميل قديم", by=desk.nour.actor, now=LATER)
    assert [letter.recipient for letter in Letter.objects.filter(template="files_released")] == [reem.email]
    file = work_file(order)
    take_original(file=file, by=Actor.contact(omar.ref), now=LATER)
    Order.objects.filter(pk=order.pk).update(released_at=None, release_reason="")
    release_by_hand(order=order, reason="عميل قديم", by=desk.nour.actor, now=LATER)
    to_omar = Letter.objects.get(template="files_released", recipient=omar.email)
    assert to_omar.language == "en"
    assert Letter.objects.filter(template="files_released").count() == 2


def test_opening_by_hand_needs_a_reason_and_keeps_it(desk: Desk, order: Order) -> None:
    with pytest.raises(ReasonIsMissing):
        release_by_hand(order=order, reason="  ", by=desk.nour.actor, now=LATER)
    assert release_by_hand(order=order, reason=" المعرض غدًا ", by=desk.nour.actor, now=LATER)
    order.refresh_from_db()
    assert (order.released_at, order.release_reason) == (LATER, "المعرض غدًا")
    event = Event.objects.get(verb="files.released")
    assert (event.actor_kind, event.actor_ref, event.data["by_hand"]) == ("owner", desk.nour.user.ref, True)
    letter = Letter.objects.get(template="files_released")
    assert "المعرض" not in letter.body


def test_opening_twice_is_harmless(desk: Desk, order: Order) -> None:
    assert release_by_hand(order=order, reason="المعرض غدًا", by=desk.nour.actor, now=LATER)
    assert not release_by_hand(order=order, reason="مرة أخرى", by=desk.nour.actor, now=LATER + timedelta(days=1))
    pay_the_rest(order, desk.nour.actor)
    order.refresh_from_db()
    assert order.release_reason == "المعرض غدًا"
    assert Event.objects.filter(verb="files.released").count() == 1


@pytest.mark.parametrize("state", [OrderState.AWAITING_SIGNATURE, OrderState.CANCELLED])
def test_what_is_not_signed_or_was_called_off_does_not_open(desk: Desk, reem: Contact, state: str) -> None:
    order = desk.accepted(reem)
    Order.objects.filter(pk=order.pk).update(state=state)
    with pytest.raises(OrderIsClosed):
        release_by_hand(order=order, reason="لأن", by=desk.nour.actor, now=LATER)


def test_a_platforms_client_gets_no_letter(desk: Desk, tariq: Contact) -> None:
    tariq.email = "tariq@elsewhere.example"
    tariq.save()
    order = award_offer(offer=desk.sent(tariq), by=desk.nour.actor, now=NOW)
    before = Letter.objects.filter(recipient=tariq.email).count()
    assert release_by_hand(order=order, reason="سُلّمت في المنصة", by=desk.nour.actor, now=LATER)
    assert Letter.objects.filter(recipient=tariq.email).count() == before == 0


def test_the_owner_takes_a_file_whenever_and_it_is_written_down(desk: Desk, order: Order) -> None:
    file = work_file(order, shown=False)
    for _again in range(2):
        assert take_original(file=file, by=desk.nour.actor, now=LATER, ip="203.0.113.7") == file.original
    rows = Download.objects.filter(file=file)
    assert [(row.sha256, row.by_kind, row.by_ref, row.ip) for row in rows] == [
        (file.original.sha256, "owner", desk.nour.user.ref, "203.0.113.7")
    ] * 2
    assert not Event.objects.filter(verb="file.taken").exists()


def test_the_client_takes_nothing_before_and_everything_shown_after(desk: Desk, order: Order, client: Actor) -> None:
    shown, tray = work_file(order), work_file(order, shown=False)
    with pytest.raises(FilesAreLocked):
        take_original(file=shown, by=client, now=LATER)
    assert not Download.objects.exists()
    pay_the_rest(order, desk.nour.actor)
    for _again in range(2):
        assert take_original(file=shown, by=client, now=LATER).sha256 == shown.original.sha256
    assert Download.objects.filter(by_kind="contact", by_ref=client.ref).count() == 2
    assert Event.objects.filter(verb="file.taken").count() == 1
    with pytest.raises(FileIsNotShown):
        take_original(file=tray, by=client, now=LATER)


def test_files_of_the_hand_over_wait_for_the_delivery(desk: Desk, order: Order, client: Actor) -> None:
    file = work_file(order, shown=False)
    WorkFile.objects.filter(pk=file.pk).update(milestone=None)
    pay_the_rest(order, desk.nour.actor)
    file.refresh_from_db()
    with pytest.raises(FileIsNotShown):
        take_original(file=file, by=client, now=LATER)
    Order.objects.filter(pk=order.pk).update(
        state=OrderState.DELIVERED, delivered_at=LATER, first_delivered_on=LATER.date()
    )
    assert take_original(file=file, by=client, now=LATER) == file.original


def test_another_clients_contact_and_a_visitor_take_nothing(desk: Desk, order: Order, hannah: Contact) -> None:
    file = work_file(order)
    pay_the_rest(order, desk.nour.actor)
    for stranger in (Actor.contact(hannah.ref), Actor.contact(""), Actor.visitor(), Actor.worker()):
        with pytest.raises(WrongPerson):
            take_original(file=file, by=stranger, now=LATER)
    assert not Download.objects.exists()


def test_the_log_of_downloads_is_never_rewritten(desk: Desk, order: Order) -> None:
    take_original(file=work_file(order), by=desk.nour.actor, now=LATER)
    rows: Any = Download.objects.all()
    for rewrite in (lambda: rows.update(by_ref="x"), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rewrite()
    assert Download.objects.count() == 1


def test_an_owner_of_another_desk_is_no_owner_here(desk: Desk, order: Order, sam: Freelancer) -> None:
    with pytest.raises(WrongPerson):
        take_original(file=work_file(order), by=sam.actor, now=LATER)
