from datetime import timedelta

import pytest

from clients.errors import InquiryTooFast, InquiryTooOld, LooksLikeSpam
from clients.services.inquiries import check_inquiry, inquiry_stamp
from core.errors import Refused
from tests.cast import NOW, Freelancer

LATER = NOW + timedelta(minutes=2)


def check(whose: Freelancer, **changed) -> None:
    given = {
        "stamp": inquiry_stamp(business=whose.business, now=NOW),
        "trap": "",
        "name": "ريم",
        "text": "مرحبا",
        "now": LATER,
    }
    check_inquiry(business=whose.business, **(given | changed))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"now": NOW + timedelta(seconds=3)},
        {"now": NOW + timedelta(days=1)},
        {"text": "موقعي https://alwaha.example وصفحتي www.alwaha.example/menu"},
    ],
)
def test_a_person_passes(nour: Freelancer, changed: dict):
    assert check(nour, **changed) is None


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"now": NOW + timedelta(seconds=2)}, InquiryTooFast),
        ({"now": NOW + timedelta(days=1, seconds=1)}, InquiryTooOld),
        ({"stamp": ""}, InquiryTooOld),
        ({"stamp": "x.1:forged"}, InquiryTooOld),
        ({"trap": "filled"}, LooksLikeSpam),
        ({"name": "visit https://bait.example"}, LooksLikeSpam),
        ({"text": "http://a.example http://b.example www.c.example"}, LooksLikeSpam),
        ({"text": "[url=x] <a href=y> HTTP://Z.example"}, LooksLikeSpam),
    ],
)
def test_a_machine_does_not(nour: Freelancer, changed: dict, refusal: type[Refused]):
    with pytest.raises(refusal) as refused:
        check(nour, **changed)
    assert str(refused.value)


def test_a_stamp_of_sams_form_does_not_open_nours(nour: Freelancer, sam: Freelancer):
    with pytest.raises(InquiryTooOld):
        check(nour, stamp=inquiry_stamp(business=sam.business, now=NOW))
