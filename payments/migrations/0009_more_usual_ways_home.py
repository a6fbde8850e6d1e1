"""Skrill, Neteller and Perfect Money join the usual ways home of businesses that were given theirs before."""

from datetime import date
from typing import Any

from django.db import migrations

CHECKED_ON = date(2026, 11, 22)
# slug, name, figures as they were known when this was written: defaults to confirm
WAYS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("skrill", "Skrill", {"lands_in": "bank", "days": 3, "fixed_minor": 550, "fx_spread_bp": 400}),
    ("neteller", "Neteller", {"lands_in": "bank", "days": 3, "fixed_minor": 1000, "fx_spread_bp": 400}),
    ("perfect-money", "Perfect Money", {"lands_in": "wallet", "days": 2, "percent_bp": 1000, "arrives_in": "USD"}),
)
NOTES = {
    "ar": {
        "skrill": "كما يُذكر غالبًا، حتى الحساب البنكي. الحساب المتروك سنةً تُخصم منه رسوم كل شهر.",
        "neteller": "كما يُذكر غالبًا، حتى حساب بنكي بالاسم نفسه. الحساب المتروك تُخصم منه رسوم كل شهر.",
        "perfect-money": "على المسؤولية الشخصية: لا تراقبها جهة رسمية، وقد يطلب الصرّافون 10%. يمكن حذفها من القائمة.",
    },
    "en": {
        "skrill": "As often quoted, on to a bank account. An account left unused for a year is charged every month.",
        "neteller": "As often quoted, on to a bank account in the same name. An unused account is charged every month.",
        "perfect-money": (
            "At your own risk: no authority watches over it, and changers ask up to 10%. Take it off if you like."
        ),
    },
}


def add(apps: Any, _schema: Any) -> None:
    method = apps.get_model("payments", "PayoutMethod")
    for business in apps.get_model("accounts", "Business").objects.all():
        own = method.objects.filter(business=business)
        if not own.filter(slug="payza").exists():  # not given the usual ways yet: they come with these three
            continue
        known, notes = set(own.values_list("slug", flat=True)), NOTES["ar" if business.language == "ar" else "en"]
        for position, (slug, name, figures) in enumerate(WAYS, start=own.count()):
            if slug not in known:
                values = {"arrives_in": business.currency, **figures}
                method.objects.create(
                    business=business, slug=slug, name=name, kind="wallet", currency="USD", source_note=notes[slug],
                    checked_on=CHECKED_ON, valid_from=CHECKED_ON, position=position, **values,
                )  # fmt: skip


def remove(apps: Any, _schema: Any) -> None:
    """Those nobody confirmed or used."""
    rows = apps.get_model("payments", "PayoutMethod").objects.filter(slug__in=[slug for slug, _n, _f in WAYS])
    rows.filter(verified=False, payouts=None).delete()


class Migration(migrations.Migration):
    dependencies = [("payments", "0008_earnings_that_fell_through")]

    operations = [migrations.RunPython(add, remove)]
