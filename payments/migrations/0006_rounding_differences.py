"""A tiny rest of an invoice need not be asked for: the setting, the receipt that names it, and its account."""

import django.db.models.deletion
from django.db import migrations, models

from core.db import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_businesses"),
        ("files", "0001_stored_files"),
        ("payments", "0005_money_of_platforms"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentRules",
            fields=[
                (
                    "business",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.business",
                    ),
                ),
                (
                    "tolerance_minor",
                    models.PositiveSmallIntegerField(default=5, verbose_name="rest that is not asked for"),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_kind_is_known",
        ),
        migrations.AddField(
            model_name="receipt",
            name="rounded_minor",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="account",
            name="kind",
            field=models.CharField(
                choices=[
                    ("bank", "Bank accounts"),
                    ("cash", "Cash in hand"),
                    ("wallet", "Wallets and cards"),
                    ("receivable", "Owed by clients"),
                    ("income", "Income"),
                    ("vat", "VAT to pay"),
                    ("fees", "Payment fees"),
                    ("credit", "Clients' credit"),
                    ("rounding", "Rounding differences"),
                    ("expected", "Expected from platforms"),
                    ("promised", "Promised, not income yet"),
                    ("held", "Held by platforms"),
                    ("withdrawable", "Withdrawable at platforms"),
                    ("requested", "Withdrawals requested"),
                    ("in_transit", "Withdrawals on their way"),
                    ("agent", "With agents"),
                    ("commission", "Platform commissions"),
                    ("clearing", "Exchange of currencies"),
                ],
                max_length=12,
                verbose_name="account",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "bank",
                            "cash",
                            "wallet",
                            "receivable",
                            "income",
                            "vat",
                            "fees",
                            "credit",
                            "rounding",
                            "expected",
                            "promised",
                            "held",
                            "withdrawable",
                            "requested",
                            "in_transit",
                            "agent",
                            "commission",
                            "clearing",
                        ],
                    )
                ),
                name="account_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("rounded_minor", 0), ("applied_minor", models.F("amount_minor")), _connector="OR"),
                name="receipt_rounds_only_what_it_settles",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("tolerance_minor__lte", 100)), name="tolerance_is_a_rest"
            ),
        ),
        AppendOnly("payments_receipt", allow_columns=["file_id"]),  # SQLite rebuilt the table
    ]
