"""Offers on the desk: they leave, come back, are won; the list; and what a stranger finds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import ClientLink, Lead
from clients.services.links import revoke_link
from orders.models import Offer, Order
from outbox.models import Letter
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.desk.forms_posted import composed

Add = Callable[..., Offer]


def at(offer: Offer, act: str = "") -> str:
    return f"/desk/offers/{offer.ref}/{act}"


def reloaded(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)


def test_it_leaves_by_letter_with_a_link(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.ready(reem)
    assert desk.post(at(offer, "sending/"), {"way": "letter"}).headers["Location"] == at(offer)
    assert reloaded(offer).state == "sent"
    assert Letter.objects.filter(recipient=reem.contact.email, dedupe_key__startswith="offer_sent").exists()
    page = desk.get(at(offer)).content.decode()
    assert ClientLink.objects.get(subject_kind="offer").url in page


def test_before_sending_it_says_that_no_account_is_written_down(
    desk: Browser, deals: Deals, nour: Freelancer, reem: Lead
) -> None:
    page = at(deals.ready(reem), "sending/")
    assert "There is no bank account yet" in desk.get(page).content.decode()
    nour.business.payment_note = "محفظة 0500000000"
    nour.business.save()
    assert "There is no bank account yet" not in desk.get(page).content.decode()


def test_a_second_press_sends_nothing_twice(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.ready(reem)
    for _press in range(2):
        desk.post(at(offer, "sending/"), {"way": "letter"})
    assert Letter.objects.filter(dedupe_key__startswith="offer_sent").count() == 1


def test_it_leaves_by_hand_with_a_text_to_copy(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.ready(reem)
    desk.post(at(offer, "sending/"), {"way": "by_hand"})
    context = desk.get(at(offer)).context
    assert context["link"].url in context["chat"]
    assert not Letter.objects.filter(dedupe_key__startswith="offer_sent").exists()


def test_for_a_platform_the_text_is_copied_and_marked(desk: Browser, deals: Deals, tariq: Lead) -> None:
    offer = deals.ready(tariq, currency="SAR")
    page = desk.get(at(offer, "sending/"))
    assert offer.title in page.context["text"]
    assert "http" not in page.context["text"]
    desk.post(at(offer, "sending/"))
    assert reloaded(offer).state == "sent"
    assert not ClientLink.objects.filter(subject_kind="offer").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_until": timezone.localdate() - timedelta(days=1)}, "The last day of the offer has passed."),
        ({"lines": []}, "The offer has no priced line yet."),
        ({"parts": []}, "The offer has no payment plan yet."),
    ],
)
def test_an_unfinished_offer_says_what_is_missing(
    desk: Browser, deals: Deals, reem: Lead, changes: dict[str, Any], sentence: str
) -> None:
    if "lines" in changes:
        changes = changes | {"parts": []}
    offer = deals.ready(reem, **changes)
    page = desk.post(at(offer, "sending/"), {"way": "letter"})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert reloaded(offer).state == "draft"


def test_a_client_without_an_address_is_reached_by_hand(desk: Browser, deals: Deals, reem: Lead) -> None:
    reem.contact.email = ""
    reem.contact.save()
    offer = deals.ready(reem)
    assert desk.get(at(offer, "sending/")).context["form"]["way"].value() == "by_hand"
    page = desk.post(at(offer, "sending/"), {"way": "letter"})
    assert "has no e-mail address" in page.content.decode()


def test_a_sent_offer_is_withdrawn_and_put_back_for_a_reason(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.sent(reem)
    desk.post(at(offer, "withdrawal/"))
    assert reloaded(offer).state == "withdrawn"
    page = desk.post(at(offer, "reopening/"), {"reason": " "})
    assert (page.status_code, reloaded(offer).state) == (422, "withdrawn")
    desk.post(at(offer, "reopening/"), {"reason": "اتفقنا على السعر"})
    assert (reloaded(offer).state, reloaded(offer).reopen_reason) == ("talks", "اتفقنا على السعر")


def test_a_new_version_is_a_draft_beside_the_sent_one(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.sent(reem)
    first = desk.post(at(offer, "version/"))
    draft = Offer.objects.get(version=2)
    assert first.headers["Location"] == desk.post(at(offer, "version/")).headers["Location"] == at(draft)
    assert desk.get(at(offer)).context["newer"] == draft
    desk.post(at(draft, "sending/"), {"way": "letter"})
    assert (reloaded(offer).state, reloaded(draft).state) == ("withdrawn", "sent")
    assert [row.version for row in desk.get(at(draft)).context["versions"]] == [2, 1]


def test_an_award_opens_the_order_with_its_first_steps(desk: Browser, deals: Deals, tariq: Lead) -> None:
    offer = deals.sent(tariq, currency="SAR")
    answer = desk.post(at(offer, "award/"))
    order = Order.objects.get()
    assert answer.headers["Location"] == f"/desk/orders/{order.ref}/"
    assert (order.state, order.kind) == ("in_progress", "platform")
    assert len(desk.get(answer.headers["Location"]).context["todos"]) == 3
    assert desk.post(at(offer, "award/")).headers["Location"] == answer.headers["Location"]


def test_an_answered_offer_refuses_with_a_sentence(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    page = desk.post(at(order.offer, "withdrawal/"), follow=True)
    assert "This offer can no longer be answered: it is accepted." in page.content.decode()
    assert desk.get(at(order.offer)).context["order"] == order


def test_a_draft_is_thrown_away_but_never_a_sent_one(desk: Browser, deals: Deals, reem: Lead) -> None:
    draft, sent = deals.ready(reem), deals.sent(reem)
    assert desk.post(at(draft, "disposal/")).headers["Location"] == "/desk/offers/"
    desk.post(at(sent, "disposal/"))
    assert list(Offer.objects.values_list("pk", flat=True)) == [sent.pk]


def test_a_link_that_was_taken_back_opens_again(desk: Browser, deals: Deals, nour: Freelancer, reem: Lead) -> None:
    offer = deals.sent(reem)
    link = ClientLink.objects.get(subject_kind="offer")
    revoke_link(link=link, by=nour.actor, now=timezone.now())
    assert desk.get(at(offer)).context["link"] is None
    desk.post(at(offer, "link/"))
    assert desk.get(at(offer)).context["link"].ref == link.ref


def test_a_sent_offer_does_not_open_in_the_composer_any_more(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.sent(reem)
    page = desk.post(at(offer, "draft/"), composed(lines=[("شعار", "1", "9")]))
    assert page.status_code == 422
    assert "A sent offer does not change." in page.content.decode()
    assert desk.post(at(offer, "rows/"), composed()).headers["Location"] == at(offer)
    assert desk.get(at(offer, "sending/")).headers["Location"] == at(offer)


def test_the_list_narrows_by_state_and_finds_by_any_spelling(
    desk: Browser, deals: Deals, reem: Lead, hannah: Lead
) -> None:
    draft, sent = deals.ready(reem, title="هويّة المقهى"), deals.sent(hannah, title="Icons")

    def listed(address: str) -> set[str]:
        return {row.ref for row in desk.get(f"/desk/offers/{address}").context["page"].rows}

    assert listed("") == {draft.ref, sent.ref}
    assert listed("?state=draft") == {draft.ref}
    assert (
        listed("?state=waiting") == listed("?q=vogel") == listed(f"?state=all&q={reloaded(sent).number}") == {sent.ref}
    )
    assert listed("?q=هويه") == {draft.ref}
    assert listed("?state=accepted") == listed("?q=zzz") == set()


def test_the_list_costs_the_same_for_3_and_30(
    desk: Browser, deals: Deals, reem: Lead, django_assert_num_queries: Any
) -> None:
    for _one in range(3):
        deals.empty(reem)
    desk.get("/desk/offers/")
    with django_assert_num_queries(4):
        desk.get("/desk/offers/")
    for _one in range(27):
        deals.empty(reem)
    with django_assert_num_queries(4):
        desk.get("/desk/offers/")


def test_strangers_find_nothing(sams_desk: Browser, deals: Deals, reem: Lead) -> None:
    draft, sent = deals.ready(reem), deals.sent(reem)
    assert list(sams_desk.get("/desk/offers/?state=all").context["page"].rows) == []
    for act in ("", "sending/"):
        assert sams_desk.get(at(draft, act)).status_code == 404
    for act in ("draft/", "rows/", "preview/", "sending/", "disposal/"):
        assert sams_desk.post(at(draft, act), composed()).status_code == 404
    for act in ("withdrawal/", "version/", "reopening/", "award/", "link/"):
        assert sams_desk.post(at(sent, act)).status_code == 404
    assert (reloaded(draft).state, reloaded(sent).state) == ("draft", "sent")
