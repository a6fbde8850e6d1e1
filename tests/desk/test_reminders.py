"""Reminders on the desk: every letter is read before the switch, one goes by hand, and the work may pause."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from orders.services.work import record_progress
from outbox.models import Event, Letter
from payments.models import Invoice, PaymentReminder
from payments.services.invoices import issue_for_instalment
from payments.services.reminders import on_since, switch_on
from tests.cast import Freelancer
from tests.desk.deals import Deals

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here

PAGE = "/desk/settings/reminders/"


@pytest.fixture
def invoice(deals: Deals, reem: Lead) -> Invoice:
    return deals.invoice(deals.signed(reem))


@pytest.fixture
def late(deals: Deals, reem: Lead) -> Invoice:
    """Work goes on, and the second payment is ten days late: `due_on` never changes, so time is moved here."""
    order = deals.working(reem)
    then = timezone.now() - timedelta(days=17)
    record_progress(order=order, percent=50, by=deals.nour.actor, now=then)
    return issue_for_instalment(instalment=order.instalments.get(position=2), by=deals.nour.actor, now=then)


def at(invoice: Invoice, act: str = "") -> str:
    return f"/desk/invoices/{invoice.ref}/{act}"


def test_every_letter_and_its_day_is_shown_before_the_switch(desk: Browser, nour: Freelancer, invoice: Invoice) -> None:
    page = desk.get(PAGE)
    letters = [letter for _words, letter in page.context["letters"]]
    assert [letter.step for letter in letters] == [-3, 0, 3, 7, 14]
    assert all(letter.send_at and invoice.number in letter.words.subject for letter in letters)
    assert all(letter.words.body in page.content.decode().replace("&quot;", '"') for letter in letters)
    assert (on_since(nour.business), Letter.objects.filter(template__startswith="reminder").count()) == (None, 0)


def test_without_an_invoice_an_example_is_shown(desk: Browser) -> None:
    page = desk.get(PAGE)
    assert len(page.context["letters"]) == 5
    assert "an example of one issued today" in page.content.decode()


def test_the_switch_plans_and_forgets(desk: Browser, nour: Freelancer, invoice: Invoice) -> None:
    for _press in range(2):
        assert desk.post(PAGE + "on/").headers["Location"] == PAGE
    assert PaymentReminder.objects.filter(invoice=invoice).count() == 5
    reminding = desk.get(at(invoice)).context["reminding"]
    assert (len(reminding.shown), len(reminding.later)) == (1, 4)  # the next one, and what would follow
    assert "Clients are reminded by letter since" in desk.get(PAGE).content.decode()
    for _press in range(2):
        desk.post(PAGE + "off/")
    assert not PaymentReminder.objects.exists()
    said = [line.text for line in desk.get(PAGE).context["lines"]]
    assert said == [
        "Payment reminders were switched off; letters that were planned and do not go: 5.",
        "Payment reminders were switched on; letters planned: 5.",
    ]
    events = Event.objects.filter(verb__startswith="reminders.")
    assert {(event.actor_kind, event.actor_ref) for event in events} == {("owner", nour.user.ref)}


def test_the_invoices_page_lists_what_is_planned_and_what_became_of_it(
    desk: Browser, nour: Freelancer, invoice: Invoice, deals: Deals
) -> None:
    switch_on(business=nour.business, by=nour.actor, now=timezone.now())
    assert "Three days before the due day" in desk.get(at(invoice)).content.decode()
    desk.post(at(invoice, "reminder/"))
    steps = desk.get(at(invoice)).context["reminding"].steps
    assert (steps[0].shape, steps[0].by_hand) == ("done", True)
    deals.paid(invoice.order)
    page = desk.get(at(invoice))
    assert {step.shape for step in page.context["reminding"].steps} == {"done", "closed"}
    assert "the invoice was paid" in page.content.decode()
    assert "Remind now" not in page.content.decode()


def test_a_second_reminder_on_the_same_day_is_refused_with_the_reason(desk: Browser, invoice: Invoice) -> None:
    desk.post(at(invoice, "reminder/"))
    page = desk.post(at(invoice, "reminder/"), follow=True)
    assert "within the last two days" in page.content.decode()
    assert Letter.objects.filter(template="reminder_before").count() == 1


def test_the_work_of_a_late_invoice_pauses_by_the_owners_act(desk: Browser, late: Invoice) -> None:
    assert "Pause the work" in desk.get(at(late)).content.decode()
    desk.post(at(late, "pause/"))
    page = desk.get(at(late)).content.decode()
    assert "The work is paused since" in page
    assert "Pause the work" not in page
    assert Letter.objects.filter(template="order_paused").count() == 1


def test_what_is_not_late_pauses_nothing(desk: Browser, invoice: Invoice) -> None:
    assert "Pause the work" not in desk.get(at(invoice)).content.decode()
    assert "is not late" in desk.post(at(invoice, "pause/"), follow=True).content.decode()


def test_sam_reminds_nobody_of_nours(sams_desk: Browser, invoice: Invoice) -> None:
    for act in ("reminder/", "pause/"):
        assert sams_desk.post(at(invoice, act)).status_code == 404
    assert sams_desk.get(f"{PAGE}?invoice={invoice.ref}").status_code == 404
    sams_desk.post(PAGE + "on/")
    assert not PaymentReminder.objects.exists()
