"""The wording of the ask holds thanks and purpose, promises nothing and does not press, in both languages."""

import pytest
from django.utils import translation

from reviews.ask_check import check_ask_text, verdicts
from reviews.errors import AskTextRefused
from reviews.models import AskText, ReviewAsk
from reviews.services import asking, texts
from reviews.wording import default_ask
from tests.cast import NOW, Freelancer
from tests.reviews.conftest import MORNING, letters

ARABIC = "شكرًا على العمل معًا. نسعى إلى الأفضل دائمًا، ورأيكم الصريح يعين على ذلك."
ENGLISH = "Thank you for working together. I aim for the best; your honest view helps. Feel free to be brief."


@pytest.mark.parametrize("text", [ARABIC, ENGLISH, default_ask("ar"), default_ask("en")])
def test_a_fair_wording_passes(text: str) -> None:
    check_ask_text(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (ARABIC.replace("شكرًا على العمل معًا. ", ""), 0),
        (ENGLISH.replace("Thank you for working together. ", ""), 0),
        ("شكرًا على العمل معًا. بانتظار الرأي.", 1),
        ("Thank you for working together. Please write a review.", 1),
        (ARABIC + " ولكم خصم ١٠٪ على الطلب القادم.", 2),
        (ARABIC + " ولكم هديّة صغيرة.", 2),
        (ARABIC + " والطلب القادم مجاني.", 2),
        (ENGLISH + " You get 10% off the next order.", 2),
        (ENGLISH + " The next logo is free.", 2),
        (ENGLISH + " There is a small gift in return for it.", 2),
        (ARABIC + " نرجو خمس نجوم.", 3),
        (ARABIC + " يسعدنا تقييم إيجابي.", 3),
        (ARABIC + " أتمنى ٥ نجوم", 3),
        (ENGLISH + " Please give me 5 stars.", 3),
        (ENGLISH + " A five-star rating would be lovely.", 3),
        (ENGLISH + " A good review would help my family.", 3),
        (ENGLISH + " If you are happy, write a review.", 3),
    ],
)
def test_an_unfair_wording_is_refused_with_what_to_mend(text: str, rule: int) -> None:
    with pytest.raises(AskTextRefused) as refused:
        check_ask_text(text)
    judged = verdicts(text)
    assert [verdict.is_met for verdict in judged].count(False) == 1
    assert not judged[rule].is_met
    with translation.override("en"):
        assert str(refused.value) == str(judged[rule].fault)


@pytest.mark.django_db
def test_the_own_wording_is_what_goes_out_and_can_be_given_up(ask: ReviewAsk, nour: Freelancer) -> None:
    for wording in (ENGLISH, ARABIC):
        texts.save_ask_text(business=nour.business, language="ar", text=wording, now=NOW)
    assert AskText.objects.count() == 1
    asking.send_due_asks(now=MORNING)
    assert ARABIC in letters(ask.order, "review_ask")[0].body
    assert texts.ask_body(business=nour.business, language="en") == default_ask("en")
    texts.use_default_text(business=nour.business, language="ar")
    texts.use_default_text(business=nour.business, language="ar")
    assert texts.ask_body(business=nour.business, language="ar") == default_ask("ar")


@pytest.mark.django_db
def test_a_refused_wording_changes_nothing(nour: Freelancer) -> None:
    texts.save_ask_text(business=nour.business, language="ar", text=ARABIC, now=NOW)
    with pytest.raises(AskTextRefused):
        texts.save_ask_text(business=nour.business, language="ar", text="قيّمنا بخمس نجوم", now=NOW)
    assert AskText.objects.get().text == ARABIC


@pytest.mark.django_db
def test_the_texts_to_carry_over_greet_and_sign(asked_there: ReviewAsk, nour: Freelancer) -> None:
    order = asked_there.order
    for text in (texts.ask_to_copy(order), texts.thanks_to_copy(order), texts.reminder_to_copy(order)):
        assert order.contact.name in text.splitlines()[0]
        assert text.endswith(nour.business.name)
        assert "http" not in text
    check_ask_text(texts.ask_to_copy(order))
