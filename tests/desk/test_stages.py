"""A stage on the desk: its tray, showing it, what the order's page says of it, and what these refuse."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from clients.models import Lead
from orders.models import Instalment, Milestone, Order, Sample, Submission, WorkFile
from orders.services import submitting
from orders.services.approving import approve_milestone
from outbox.models import Letter
from outbox.services.events import emit
from outbox.services.sweeps import drain
from tests.cast import Freelancer
from tests.desk.conftest import HTMX
from tests.desk.deals import Deals
from tests.desk.staged import asked, at, begun, picture, said, shown


@pytest.fixture
def order(deals: Deals, reem: Lead) -> Order:
    return begun(deals, reem)


# --- the tray ----------------------------------------------------------------------------------------------------


def test_files_are_put_on_the_tray_several_at_once(desk: Browser, order: Order) -> None:
    sent = {"file": [picture(), SimpleUploadedFile("خط.ttf", b"font")], "once": str(uuid4())}
    assert desk.post(at(order, 1, "files/"), sent).headers["Location"] == at(order) + "#tray"
    assert [file.original.name for file in WorkFile.objects.order_by("pk")] == ["شعار.png", "خط.ttf"]
    page = desk.get(at(order))
    assert [file.original.name for file in page.context["page"].tray] == ["شعار.png", "خط.ttf"]
    assert "2 files are on the tray" in said(page)


def test_each_file_arrives_by_itself_and_twice_is_one(desk: Browser, order: Order) -> None:
    once = str(uuid4())
    for _press in range(2):
        part = desk.post(at(order, 1, "files/"), {"file": picture(), "once": once}, **HTMX)
        assert part.status_code == 200
        assert said(part).lstrip().startswith("<ul")
        assert "data-tray-list" in said(part)
    assert WorkFile.objects.count() == 1


def test_one_bad_file_loses_no_other(desk: Browser, order: Order) -> None:
    page = desk.post(at(order, 1, "files/"), {"file": [SimpleUploadedFile("فارغ.psd", b""), picture()]})
    assert page.status_code == 422
    assert "فارغ.psd: The file is empty." in said(page)
    assert WorkFile.objects.get().original.name == "شعار.png"


def test_nothing_chosen_says_so(desk: Browser, order: Order) -> None:
    page = desk.post(at(order, 1, "files/"))
    assert page.status_code == 422
    assert "Choose the file." in said(page)


def test_a_file_comes_off_the_tray(desk: Browser, order: Order) -> None:
    desk.post(at(order, 1, "files/"), {"file": picture()})
    file = WorkFile.objects.get()
    for _press in range(2):
        assert desk.post(at(order, 1, f"files/{file.ref}/removal/")).status_code == 302
    assert desk.get(at(order)).context["page"].tray == []


def test_a_body_of_hundreds_of_megabytes_is_taken_on_this_page_only(
    desk: Browser, order: Order, basma: User, settings: Any
) -> None:
    settings.LARGEST_BODY = 1000
    assert desk.post(at(order, 1, "files/"), {"file": picture()}).status_code == 302
    assert desk.post(at(order, 1, "submission/"), {"notes": "x" * 2000}).status_code == 413
    assert Browser().post(at(order, 1, "files/"), {"file": picture()}).status_code == 413  # nobody is signed in
    bookkeeper = Browser()
    bookkeeper.force_login(basma)
    assert bookkeeper.post(at(order, 1, "files/"), {"file": picture()}).status_code == 413  # she has no desk


def test_more_than_the_largest_file_is_a_page_of_ours(desk: Browser, order: Order) -> None:
    page = desk.post(at(order, 1, "files/"), b"", content_type="text/plain", CONTENT_LENGTH=str(300 * 1024 * 1024))
    assert page.status_code == 413


# --- showing -----------------------------------------------------------------------------------------------------


def test_it_is_shown_with_samples_and_a_letter(desk: Browser, order: Order) -> None:
    desk.post(at(order, 1, "files/"), {"file": picture()})
    submission = shown(desk, order)
    drain(now=timezone.now())
    sample = Sample.objects.get(file__submission=submission)
    assert Letter.objects.filter(template="stage_shown").count() == 1
    page = desk.get(at(order))
    assert f"/desk/orders/{order.ref}/samples/{sample.ref}/" in said(page)
    assert "Version 1 waits for the client" in said(page)
    seen = desk.get(f"/desk/orders/{order.ref}/samples/{sample.ref}/")
    assert (seen["Content-Type"], seen["Content-Disposition"]) == ("image/jpeg", "inline")
    assert b"".join(seen.streaming_content).startswith(b"\xff\xd8")
    seen.close()


def test_shown_twice_is_one_round(desk: Browser, order: Order) -> None:
    once = str(uuid4())
    for _press in range(2):
        shown(desk, order, once=once)
    assert Submission.objects.count() == 1


def test_nothing_to_show_and_what_changed_are_asked_for(desk: Browser, order: Order) -> None:
    page = desk.post(at(order, 1, "submission/"), {"notes": ""})
    assert page.status_code == 422
    assert "There is nothing to show yet." in said(page)
    asked(order, shown(desk, order))
    page = desk.post(at(order, 1, "submission/"), {"notes": "نسخة ثانية"})
    assert page.status_code == 422
    assert "Say what changed since last time" in said(page)
    assert page.context["forms"]["submission"]["notes"].value() == "نسخة ثانية"
    assert shown(desk, order, changed="لون أهدأ").round == 2


def test_the_act_that_comes_next_is_the_only_filled_button(desk: Browser, order: Order) -> None:
    assert said(desk.get(at(order))).count("is-main") == 1
    submission = shown(desk, order)
    assert said(desk.get(at(order))).count("is-main") == 1
    asked(order, submission)
    assert said(desk.get(at(order))).count("is-main") == 1
    assert said(desk.get(at(order, 2))).count("is-main") == 0  # locked: nothing is next here


# --- the order's page --------------------------------------------------------------------------------------------


def test_the_order_says_where_each_stage_stands(desk: Browser, order: Order) -> None:
    page = f"/desk/orders/{order.ref}/"
    desk.post(at(order, 1, "files/"), {"file": picture()})
    assert "Show the stage to the client" in said(desk.get(page))
    assert "One file on the tray" in said(desk.get(page))
    submission = shown(desk, order)
    assert "is with the client; answer due" in said(desk.get(page))
    asked(order, submission)
    assert "Changes asked for to version 1" in said(desk.get(page))
    assert "1 of 2 used" in said(desk.get(page))
    approve_milestone(submission=shown(desk, order, changed="لون"), contact=order.contact, now=timezone.now())
    assert "Approved by the client" in said(desk.get(page))
    assert "شعار.png" in said(desk.get(page))


def many_stages(order: Order, count: int) -> None:
    for position in range(order.milestones.count() + 1, count + 1):
        stage = Milestone.objects.create(
            business=order.business, order=order, position=position, title=f"مرحلة {position}", state="working"
        )  # fmt: skip
        Instalment.objects.create(
            business=order.business, order=order, milestone=stage, position=position, title=stage.title,
            trigger="approval", amount_minor=100, currency="SAR",
        )  # fmt: skip
        submitting.submit_milestone(
            milestone=stage, notes="x", changed="", by=_owner(order), now=timezone.now()
        )  # fmt: skip


def _owner(order: Order) -> Any:
    return Freelancer(order.business.owner, order.business).actor


def _read(desk: Browser, path: str, queries: Any) -> int:
    with queries(200, exact=False) as seen:
        assert desk.get(path).status_code == 200
    return len(seen)


def test_the_order_costs_the_same_with_3_and_60_stages_and_however_many_events(
    desk: Browser, order: Order, django_assert_num_queries: Any
) -> None:
    path = f"/desk/orders/{order.ref}/"
    many_stages(order, 4)
    desk.get(path)
    few = _read(desk, path, django_assert_num_queries)
    many_stages(order, 60)
    for step in range(60):
        emit(
            business=order.business, verb="order.progressed", subject=("order", order.ref), actor=_owner(order),
            now=timezone.now(), order_ref=order.ref, data={"number": order.number, "before": step, "percent": step},
        )  # fmt: skip
    assert _read(desk, path, django_assert_num_queries) == few


def test_a_stage_costs_the_same_with_one_round_and_ten(
    desk: Browser, order: Order, django_assert_num_queries: Any
) -> None:
    Order.objects.filter(pk=order.pk).update(revisions=20)
    order.refresh_from_db()

    def one_more(number: int) -> None:
        desk.post(at(order, 1, "files/"), {"file": picture(f"{number}.png")})
        asked(order, shown(desk, order, changed="أحدث"), f"تعديل {number}")

    one_more(1)
    few = _read(desk, at(order), django_assert_num_queries)
    for number in range(2, 6):
        one_more(number)
    assert _read(desk, at(order), django_assert_num_queries) == few


def test_strangers_find_nothing(sams_desk: Browser, desk: Browser, order: Order) -> None:
    desk.post(at(order, 1, "files/"), {"file": picture()})
    shown(desk, order)
    drain(now=timezone.now())
    sample = Sample.objects.get()
    for act in ("files/", "submission/", "beginning/", "approval/"):
        assert sams_desk.post(at(order, 1, act), {"file": picture(), "reason": "x"}).status_code == 404
    assert sams_desk.get(at(order)).status_code == 404
    assert sams_desk.get(f"/desk/orders/{order.ref}/samples/{sample.ref}/").status_code == 404
    assert desk.get(at(order, 99)).status_code == 404
    assert desk.get(at(order, 10**12)).status_code == 404
