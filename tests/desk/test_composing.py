"""Writing an offer: its lines and plan as typed, what is unclear, and the client's paper beside it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client as Browser

from clients.models import Lead
from orders.models import Offer
from orders.services import offers
from orders.services.pricing import LineSpec, PartSpec
from tests.desk.deals import Deals, sar
from tests.desk.forms_posted import composed

Add = Callable[..., Offer]


def at(offer: Offer, act: str = "") -> str:
    return f"/desk/offers/{offer.ref}/{act}"


def reloaded(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)


def test_a_new_offer_begins_with_its_client(desk: Browser, reem: Lead) -> None:
    assert desk.get("/desk/offers/new/").context["clients"][0] == reem.client
    page = desk.get(f"/desk/offers/new/?client={reem.client.ref}")
    form = page.context["form"]
    assert (form["contact"].value(), form["currency"].value()) == (reem.contact.pk, "SAR")
    sent = {"once": str(uuid4()), "title": "هوية المقهى", "contact": reem.contact.pk, "currency": "SAR"}
    address = f"/desk/offers/new/?client={reem.client.ref}"
    first, second = desk.post(address, sent), desk.post(address, sent)
    offer = Offer.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == at(offer)


def test_an_offer_without_a_title_is_not_begun(desk: Browser, reem: Lead) -> None:
    sent = {"once": str(uuid4()), "title": " ", "contact": reem.contact.pk, "currency": "KWD"}
    page = desk.post(f"/desk/offers/new/?client={reem.client.ref}", sent)
    assert page.status_code == 422
    assert "The offer needs a title." in page.content.decode()
    assert page.context["form"]["currency"].value() == "KWD"
    assert not Offer.objects.exists()


def test_a_strangers_client_cannot_be_offered_to(sams_desk: Browser, reem: Lead) -> None:
    assert sams_desk.get(f"/desk/offers/new/?client={reem.client.ref}").status_code == 404


def test_a_new_draft_opens_with_a_first_payment(desk: Browser, deals: Deals, reem: Lead) -> None:
    typed = desk.get(at(deals.empty(reem))).context["composer"]
    assert [part["percent"].value() for part in typed.parts] == ["50", "50"]
    assert [part["trigger"].value() for part in typed.parts] == ["signing", "completion"]
    assert len(typed.lines) == 1


def test_it_keeps_all_that_was_typed_in_one_act(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.empty(reem)
    sent = composed(
        title="الهوية", lines=[("شعار", "٢", "١٬٢٣٤٫٥٠"), ("أيقونات", "1", "1,234.5"), ("", "1", "")],
        parts=[("دفعة أولى", "signing", "40", ""), ("الباقي", "completion", "60", "")], revisions="٣", work_days="25",
    )  # fmt: skip
    assert desk.post(at(offer, "draft/"), sent).headers["Location"] == at(offer)
    kept = reloaded(offer)
    assert (kept.title, kept.revisions, kept.work_days) == ("الهوية", 3, 25)
    assert [line.unit for line in kept.lines.order_by("position")] == [sar("1234.50"), sar("1234.50")]
    assert kept.total == sar("3703.50")
    assert [part.amount for part in kept.parts.order_by("position")] == [sar("1481.40"), sar("2222.10")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12.345", "12,345 or 12.35?"),
        ("-3", "Type digits only, such as 1,250.50: no signs, letters or exponents."),
        ("1e9", "Type digits only, such as 1,250.50: no signs, letters or exponents."),
        ("1,23", "1.23 or 123?"),
        ("", "Type its price."),
    ],
)
def test_an_unclear_price_stays_as_typed_with_what_to_type(
    desk: Browser, deals: Deals, reem: Lead, typed: str, sentence: str
) -> None:
    offer = deals.empty(reem)
    page = desk.post(at(offer, "draft/"), composed(lines=[("شعار", "1", typed)]))
    assert page.status_code == 422
    line = page.context["composer"].lines[0]
    assert (line["title"].value(), line["unit"].value()) == ("شعار", typed)
    assert line.errors["unit"] == [sentence]
    assert not reloaded(offer).lines.exists()


def test_a_kuwaiti_price_has_three_places(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.empty(reem, currency="KWD")
    desk.post(at(offer, "draft/"), composed(lines=[("شعار", "1", "12,345")]))
    assert reloaded(offer).total.decimal == 12345
    desk.post(at(offer, "draft/"), composed(lines=[("شعار", "1", "12.345")]))
    assert str(reloaded(offer).total.decimal) == "12.345"


def test_a_plan_that_misses_the_total_by_one_halala_says_so(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.empty(reem)
    parts = [("أولى", "signing", "", "50"), ("ثانية", "completion", "", "49.99")]
    page = desk.post(at(offer, "draft/"), composed(lines=[("شعار", "1", "100")], parts=parts))
    assert page.status_code == 422
    assert "The stages are SAR\u00a00.01 short of the total of SAR\u00a0100.00." in page.content.decode()
    assert page.context["composer"].parts[1]["amount"].value() == "49.99"
    assert page.context["typed"].missing == sar("0.01")


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        (("", "signing", "100", ""), ("title", "Name the stage.")),
        (("أولى", "signing", "", ""), ("percent", "Give a share or an amount.")),
        (("أولى", "signing", "50", "50"), ("amount", "Give a share or an amount, not both.")),
        (("أولى", "progress", "100", ""), ("at_percent", "From 1 to 100.")),
        (("أولى", "date", "100", ""), ("due_on", "Give the day.")),
    ],
)
def test_a_stage_that_lacks_something_names_it(
    desk: Browser, deals: Deals, reem: Lead, part: tuple[str, ...], wrong: tuple[str, str]
) -> None:
    page = desk.post(at(deals.empty(reem), "draft/"), composed(lines=[("شعار", "1", "100")], parts=[part]))
    field, sentence = wrong
    assert page.status_code == 422
    assert page.context["composer"].parts[0].errors[field] == [sentence]


def test_rows_come_and_go_without_saving_and_without_scripts(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.empty(reem)
    typed = composed(title="لم يُحفظ", lines=[("شعار", "1", "12.345"), ("أيقونات", "2", "5")])
    page = desk.post(at(offer, "rows/"), typed | {"rows": "add lines"})
    titles = [line["title"].value() for line in page.context["composer"].lines]
    assert (page.status_code, titles) == (200, ["شعار", "أيقونات", ""])
    assert "error" not in page.content.decode().split('id="composer"')[1].split("</form>")[0]
    page = desk.post(at(offer, "rows/"), typed | {"rows": "drop lines 0"})
    assert [line["title"].value() for line in page.context["composer"].lines] == ["أيقونات"]
    assert page.context["composer"].terms["title"].value() == "لم يُحفظ"
    assert reloaded(offer).title != "لم يُحفظ"


def test_a_form_cut_on_its_way_is_refused_whole(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.ready(reem)
    cut = {name: value for name, value in composed(title="x").items() if "FORMS" not in name}
    page = desk.post(at(offer, "draft/"), cut)
    assert page.status_code == 422
    assert "Something in the rows cannot be read." in page.content.decode()
    assert reloaded(offer).lines.count() == 2


def test_a_total_beyond_counting_is_refused(desk: Browser, deals: Deals, reem: Lead) -> None:
    page = desk.post(at(deals.empty(reem), "draft/"), composed(lines=[("شعار", "9999999", "9999999999999")]))
    assert page.status_code == 422
    assert "The total is larger than this desk can count." in page.content.decode()


def test_four_quarters_in_one_press(desk: Browser, deals: Deals, reem: Lead) -> None:
    typed = composed(lines=[("شعار", "1", "101.01")])
    page = desk.post(at(deals.empty(reem), "rows/"), typed | {"rows": "preset quarters"})
    parts = page.context["composer"].parts
    assert [(part["percent"].value(), part["at_percent"].value()) for part in parts] == [
        ("25", ""), ("25", "50"), ("25", "75"), ("25", "100"),
    ]  # fmt: skip
    assert page.context["typed"].missing == sar(0)


def test_a_deposit_and_then_each_stage_when_it_is_approved(desk: Browser, deals: Deals, reem: Lead) -> None:
    typed = composed(lines=[("شعار", "1", "101.01")])
    page = desk.post(at(deals.empty(reem), "rows/"), typed | {"rows": "preset by_stages"})
    triggers = [part["trigger"].value() for part in page.context["composer"].parts]
    assert triggers == ["signing", "approval", "approval", "approval"]


@pytest.mark.parametrize("act", ["", "add everything", "drop lines 9", "preset thirds", "drop parts x"])
def test_an_unknown_act_on_rows_changes_nothing(desk: Browser, deals: Deals, reem: Lead, act: str) -> None:
    page = desk.post(at(deals.empty(reem), "rows/"), composed(lines=[("شعار", "1", "9")]) | {"rows": act})
    assert [line["title"].value() for line in page.context["composer"].lines] == ["شعار"]


def test_the_preview_is_the_clients_paper_from_what_is_typed(desk: Browser, deals: Deals, reem: Lead) -> None:
    offer = deals.ready(reem)
    page = desk.post(at(offer, "preview/"), composed(title="عنوان آخر", lines=[("شعار", "3", "100")]))
    paper = page.context["paper"]
    assert (paper.title, paper.total, paper.lines[0].total) == ("عنوان آخر", sar(300), sar(300))
    assert 'id="net"' in page.content.decode()
    assert reloaded(offer).title != "عنوان آخر"


def test_what_arrives_is_the_price_less_the_commission(desk: Browser, deals: Deals, tariq: Lead) -> None:
    offer = deals.empty(tariq)
    typed = desk.post(at(offer, "preview/"), composed(lines=[("شعار", "1", "99.99")])).context["typed"]
    commission = offer.platform.commission_bp
    assert typed.arrives == offers.net_after_commission(typed.totals.total, commission)
    assert typed.arrives.minor < 9999


def test_a_plan_by_amounts_opens_as_amounts(desk: Browser, deals: Deals, reem: Lead) -> None:
    parts = [PartSpec("أولى", "signing", amount=sar(400)), PartSpec("ثانية", "date", amount=sar(600), due_on=deals.far)]
    offer = deals.ready(reem, lines=[LineSpec("شعار", sar(1000))], parts=parts)
    rows = desk.get(at(offer)).context["composer"].parts
    assert [(row["percent"].value(), row["amount"].value()) for row in rows] == [("", "400.00"), ("", "600.00")]
    assert rows[1]["due_on"].value() == deals.far.isoformat()
