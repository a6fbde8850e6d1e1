"""An order at work as the desk's pages show it, and what is done on a stage's page."""

import io
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone
from PIL import Image

from clients.models import Lead
from orders.models import Milestone, Order, Submission
from orders.services import changing, signing
from orders.services.instalments import mark_paid
from tests.desk.deals import Deals


def begun(deals: Deals, lead: Lead) -> Order:
    """At work: signed on paper and its first payment noted, while no worker runs."""
    order, now, by = deals.accepted(lead), timezone.now(), deals.nour.actor
    signing.record_scan(
        contract=order.contract, file=deals.stored(), signer_name="ريم", signed_on=now.date(), by=by, now=now
    )
    mark_paid(instalment=order.instalments.get(position=1), by=by, now=now)
    return Order.objects.select_related("business", "contact", "client").get(pk=order.pk)


def at(order: Order, position: int = 1, act: str = "") -> str:
    return f"/desk/orders/{order.ref}/stages/{position}/{act}"


def state(order: Order, position: int) -> str:
    return Milestone.objects.get(order=order, position=position).state


def said(page: Any) -> str:
    return page.content.decode()


def picture(name: str = "شعار.png") -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue())


def shown(desk: Browser, order: Order, position: int = 1, **words: str) -> Submission:
    desk.post(at(order, position, "submission/"), {"notes": "ثلاثة اتجاهات", "once": str(uuid4()), **words})
    return Submission.objects.filter(milestone__order=order, milestone__position=position).latest("round")


def asked(order: Order, submission: Submission, text: str = "لون أهدأ") -> Any:
    return changing.ask_changes(submission=submission, text=text, contact=order.contact, now=timezone.now())
