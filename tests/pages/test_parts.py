"""The small parts: initials, states, fields and what ties them together."""

from datetime import timedelta

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from core.countdown import countdown_to, length
from core.fields import AmountFormField
from core.icons import SHAPES
from core.looks import LOOKS, look_of
from core.people import initial


def draw(markup: str, **context: object) -> str:
    return Template("{% load ui %}" + markup).render(Context(context))


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("ريم القحطاني", "ر"),
        ("هند العتيبي", "هـ"),
        ("د. سارة", "س"),
        ("الأستاذ فهد", "ف"),
        ("«مُقهى» سدرة", "م"),
        ("hannah weiss", "H"),
        ("Dr. Ömer", "Ö"),
        ("\u2067 عمر", "ع"),
        ("7Seas", "7"),
        ("Mr", "M"),
        ("", "·"),
        ("***", "·"),
    ],
)
def test_initial(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_a_state_is_a_shape_and_a_word() -> None:
    drawn = draw("{% badge 'paid' 'مدفوعة' %}")
    assert "#state-done" in drawn
    assert 'data-tone="done"' in drawn
    assert "مدفوعة" in drawn


def test_a_state_nobody_gave_a_look_is_a_plain_ring() -> None:
    assert look_of("never-heard-of").shape == "planned"
    assert {look.shape for look in LOOKS.values()} <= SHAPES.keys()


def test_what_a_person_typed_is_never_markup() -> None:
    tags = ("badge 'sent' evil", "avatar evil", "person evil evil", "chip evil", "copybox evil", "bubble evil")
    blocks = ("{% sheet evil %}{% endsheet %}", "{% nothing evil %}{% endnothing %}")
    for part in [*(f"{{% {tag} %}}" for tag in tags), *blocks]:
        assert "<script" not in draw(part, evil="<script>alert(1)</script>")


def test_an_icon_that_is_not_in_the_sprite_is_said_at_once() -> None:
    with pytest.raises((ValueError, TemplateSyntaxError), match=r"core/icons\.py"):
        draw("{% icon 'unicorn' %}")


class OrderForm(forms.Form):
    name = forms.CharField(help_text="As on the invoice")
    price = AmountFormField(currency="KWD")
    note = forms.CharField(required=False)
    agree = forms.BooleanField(label="I agree")
    way = forms.ChoiceField(choices=[("bank", "Bank"), ("card", "Card")], widget=forms.RadioSelect)


def test_a_field_ties_label_help_and_error() -> None:
    drawn = draw("{% field form.name %}", form=OrderForm({"name": ""}))
    assert '<label for="id_name">' in drawn
    assert 'aria-describedby="id_name_help id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name_help"' in drawn
    assert 'id="id_name_error"' in drawn


def test_a_field_without_faults_carries_no_error() -> None:
    drawn = draw("{% field form.name %}", form=OrderForm())
    assert "aria-invalid" not in drawn
    assert 'aria-describedby="id_name_help"' in drawn


def test_money_shows_its_currency_and_keeps_what_was_typed() -> None:
    with translation.override("ar"):
        drawn = draw("{% field form.price %}", form=OrderForm({"price": "١٢٫٥"}))
    assert "<span>د.ك</span>" in drawn
    assert 'value="١٢٫٥"' in drawn


def test_only_what_may_be_left_out_says_so() -> None:
    with translation.override("en"):
        assert "optional" in draw("{% field form.note %}", form=OrderForm())
        assert "optional" not in draw("{% field form.name %}", form=OrderForm())


def test_a_checkbox_is_a_switch_or_a_tick() -> None:
    assert 'role="switch"' in draw("{% field form.agree %}", form=OrderForm())
    assert 'role="switch"' not in draw("{% field form.agree 'tick' %}", form=OrderForm())


def test_choices_are_one_group_with_a_legend() -> None:
    drawn = draw("{% field form.way %}", form=OrderForm({"way": "card"}))
    assert drawn.count("<legend") == 1
    assert drawn.count('type="radio"') == 2
    assert drawn.count(" checked") == 1


def test_several_faults_are_listed_with_the_way_to_each() -> None:
    drawn = draw("{% form_errors form %}", form=OrderForm({}))
    assert 'href="#id_name"' in drawn
    assert 'href="#id_price"' in drawn
    assert draw("{% form_errors form %}", form=OrderForm()).strip() == ""


def test_a_refusal_of_the_whole_form_is_said_on_top() -> None:
    form = OrderForm({"name": "x", "price": "1.000", "agree": "on", "way": "bank"})
    form.add_error(None, "This offer changed.")
    assert "This offer changed." in draw("{% form_errors form %}", form=form)


@pytest.mark.parametrize(
    ("minutes", "arabic", "english"),
    [(1, "دقيقة", "1 minute"), (2, "دقيقتان", "2 minutes"), (3, "3 دقائق", "3 minutes"), (47, "47 دقيقة", "47 minutes"),
     (119, "119 دقيقة", "119 minutes"), (179, "ساعتان", "2 hours"), (72 * 60, "72 ساعة", "72 hours")],
)  # fmt: skip
def test_a_length_of_time_in_words(minutes: int, arabic: str, english: str) -> None:
    with translation.override("ar"):
        assert length(minutes) == arabic
    with translation.override("en"):
        assert length(minutes) == english


def test_a_countdown_says_when_it_is_over() -> None:
    assert countdown_to(timezone.now() - timedelta(minutes=1))["is_over"]
    assert not countdown_to(timezone.now() + timedelta(minutes=1))["is_over"]
