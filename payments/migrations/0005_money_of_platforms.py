"""Money that platforms hold, and its way home: earnings, payout methods, payouts, and the accounts they stand in."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import core.text


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_businesses"),
        ("clients", "0003_how_long_platforms_hold_money"),
        ("orders", "0004_downloads_never_change"),
        ("payments", "0004_reminders_sent_by_hand"),
    ]

    operations = [
        migrations.CreateModel(
            name="Payout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "lands_in",
                    models.CharField(
                        choices=[
                            ("bank", "bank account"),
                            ("wallet", "wallet or card"),
                            ("cash", "cash in hand"),
                            ("agent", "an agent, who hands it over"),
                        ],
                        max_length=12,
                        verbose_name="arrives as",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("sent", "on its way"),
                            ("with_agent", "with the agent"),
                            ("received", "received"),
                            ("failed", "came back"),
                        ],
                        default="requested",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("amount_minor", models.BigIntegerField()),
                ("fee_expected_minor", models.BigIntegerField()),
                ("net_expected_minor", models.BigIntegerField()),
                ("fee_minor", models.BigIntegerField(default=0)),
                ("received_minor", models.BigIntegerField(blank=True, null=True)),
                ("received_currency", models.CharField(blank=True, max_length=3)),
                ("handed_minor", models.BigIntegerField(blank=True, null=True)),
                ("requested_at", models.DateTimeField(verbose_name="requested")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="expected on")),
                ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="arrived")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="handed over")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fee", "the fee was another one"),
                            ("exchange", "the exchange of currencies"),
                            ("other", "something else"),
                        ],
                        max_length=8,
                        verbose_name="reason for the difference",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
                ("once", models.UUIDField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "payout",
                "verbose_name_plural": "payouts",
            },
        ),
        migrations.CreateModel(
            name="PayoutMethod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("slug", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paypal", "PayPal"),
                            ("payoneer", "Payoneer"),
                            ("wise", "Wise"),
                            ("bank", "bank transfer"),
                            ("pickup", "cash pick-up office"),
                            ("agent", "agent or relative"),
                            ("wallet", "another wallet"),
                            ("payza", "Payza"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "lands_in",
                    models.CharField(
                        choices=[
                            ("bank", "bank account"),
                            ("wallet", "wallet or card"),
                            ("cash", "cash in hand"),
                            ("agent", "an agent, who hands it over"),
                        ],
                        max_length=12,
                        verbose_name="arrives as",
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency withdrawn")),
                ("arrives_in", models.CharField(max_length=3, verbose_name="currency that arrives")),
                ("percent_bp", models.PositiveIntegerField(default=0, verbose_name="percentage")),
                ("fixed_minor", models.BigIntegerField(default=0)),
                ("fee_min_minor", models.BigIntegerField(default=0)),
                ("fee_cap_minor", models.BigIntegerField(blank=True, null=True)),
                ("fx_spread_bp", models.PositiveIntegerField(default=0, verbose_name="lost in the exchange")),
                ("minimum_minor", models.BigIntegerField(default=0)),
                ("days", models.PositiveSmallIntegerField(default=1, verbose_name="days on the way")),
                ("is_closed", models.BooleanField(default=False, verbose_name="service closed")),
                ("verified", models.BooleanField(default=False, verbose_name="figures confirmed")),
                (
                    "source_note",
                    models.CharField(blank=True, max_length=240, verbose_name="where the figures come from"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
            ],
            options={
                "verbose_name": "payout method",
                "verbose_name_plural": "payout methods",
            },
        ),
        migrations.CreateModel(
            name="PlatformEarning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("gross_minor", models.BigIntegerField()),
                ("commission_minor", models.BigIntegerField()),
                ("net_minor", models.BigIntegerField()),
                ("vat_minor", models.BigIntegerField(default=0)),
                ("hold_days", models.PositiveSmallIntegerField(verbose_name="days of holding")),
                ("expected_at", models.DateTimeField(verbose_name="order won")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="order completed")),
                ("release_on", models.DateField(blank=True, null=True, verbose_name="can be withdrawn from")),
                ("freed_at", models.DateTimeField(blank=True, null=True, verbose_name="became withdrawable")),
            ],
            options={
                "verbose_name": "platform earning",
                "verbose_name_plural": "platform earnings",
            },
        ),
        migrations.CreateModel(
            name="PlatformMethodRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("platform_slug", models.SlugField(max_length=40)),
                ("method_slug", models.SlugField(max_length=40)),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered there")),
                ("currency", models.CharField(max_length=3)),
                ("percent_bp", models.PositiveIntegerField(blank=True, null=True, verbose_name="percentage")),
                ("fixed_minor", models.BigIntegerField(blank=True, null=True)),
                ("minimum_minor", models.BigIntegerField(blank=True, null=True)),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days on the way")),
            ],
            options={
                "verbose_name": "rule of a platform for a payout method",
                "verbose_name_plural": "rules of platforms for payout methods",
            },
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_kind_is_known",
        ),
        migrations.AlterField(
            model_name="account",
            name="holder",
            field=models.CharField(blank=True, max_length=40),
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
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["debit", "amount_minor"], name="transfers_into"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["credit", "amount_minor"], name="transfers_out_of"),
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
        migrations.AddField(
            model_name="payout",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="payout",
            name="platform",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.platform",
                verbose_name="platform",
            ),
        ),
        migrations.AddField(
            model_name="payoutmethod",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="payout",
            name="method",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payouts",
                to="payments.payoutmethod",
                verbose_name="payout method",
            ),
        ),
        migrations.AddField(
            model_name="platformearning",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="platformearning",
            name="order",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earning",
                to="orders.order",
                verbose_name="order",
            ),
        ),
        migrations.AddField(
            model_name="platformearning",
            name="platform",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.platform",
                verbose_name="platform",
            ),
        ),
        migrations.AddField(
            model_name="platformmethodrule",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutmethod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("business", "slug"),
                name="one_live_copy_per_payout_method",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["paypal", "payoneer", "wise", "bank", "pickup", "agent", "wallet", "payza"])
                ),
                name="payout_method_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(("lands_in__in", ["bank", "wallet", "cash", "agent"])),
                name="payout_method_lands_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(("fx_spread_bp__lte", 10000), ("percent_bp__lte", 10000)),
                name="payout_method_shares_are_shares",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fee_min_minor__gte", 0),
                    ("fixed_minor__gte", 0),
                    ("minimum_minor__gte", 0),
                    models.Q(
                        ("fee_cap_minor__isnull", True),
                        ("fee_cap_minor__gte", models.F("fee_min_minor")),
                        _connector="OR",
                    ),
                ),
                name="payout_method_amounts_fit",
            ),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["business", "-requested_at", "-id"], name="payouts_newest_first"),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(
                condition=models.Q(("state__in", ["requested", "sent", "with_agent"])),
                fields=["business", "requested_at"],
                name="payouts_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.UniqueConstraint(fields=("business", "once"), name="one_payout_per_form"),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_minor",
                        django.db.models.expressions.CombinedExpression(
                            models.F("fee_expected_minor"), "+", models.F("net_expected_minor")
                        ),
                    ),
                    ("amount_minor__gt", 0),
                    ("fee_expected_minor__gte", 0),
                    ("net_expected_minor__gt", 0),
                ),
                name="payout_expects_what_is_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("arrived_at__isnull", True),
                        ("failed_at__isnull", True),
                        ("sent_at__isnull", True),
                        ("state", "requested"),
                    ),
                    models.Q(
                        ("arrived_at__isnull", True),
                        ("failed_at__isnull", True),
                        ("sent_at__isnull", False),
                        ("state", "sent"),
                    ),
                    models.Q(
                        ("arrived_at__isnull", False),
                        ("received_minor__gt", 0),
                        ("state__in", ["with_agent", "received"]),
                    ),
                    models.Q(("arrived_at__isnull", True), ("failed_at__isnull", False), ("state", "failed")),
                    _connector="OR",
                ),
                name="payout_state_fits_its_moments",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handed_minor__isnull", True),
                    models.Q(("handed_minor__gte", 0), ("lands_in", "agent"), ("state", "received")),
                    _connector="OR",
                ),
                name="payout_agent_hands_over_at_the_end",
            ),
        ),
        migrations.AddIndex(
            model_name="platformearning",
            index=models.Index(fields=["business", "-expected_at", "-id"], name="earnings_newest_first"),
        ),
        migrations.AddIndex(
            model_name="platformearning",
            index=models.Index(
                condition=models.Q(("freed_at__isnull", True), ("held_at__isnull", False)),
                fields=["release_on", "id"],
                name="earnings_to_free",
            ),
        ),
        migrations.AddConstraint(
            model_name="platformearning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("commission_minor__gte", 0),
                    (
                        "gross_minor",
                        django.db.models.expressions.CombinedExpression(
                            models.F("commission_minor"), "+", models.F("net_minor")
                        ),
                    ),
                    ("gross_minor__gt", 0),
                    ("net_minor__gte", 0),
                    ("vat_minor__gte", 0),
                    ("vat_minor__lt", models.F("gross_minor")),
                ),
                name="earning_parts_sum",
            ),
        ),
        migrations.AddConstraint(
            model_name="platformearning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("freed_at__isnull", True), ("held_at__isnull", True), ("release_on__isnull", True)),
                    models.Q(("held_at__isnull", False), ("release_on__isnull", False)),
                    _connector="OR",
                ),
                name="earning_moves_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="platformmethodrule",
            constraint=models.UniqueConstraint(
                fields=("business", "platform_slug", "method_slug"), name="one_rule_per_platform_and_method"
            ),
        ),
        migrations.AddConstraint(
            model_name="platformmethodrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("percent_bp__isnull", True), ("percent_bp__lte", 10000), _connector="OR"),
                    models.Q(("fixed_minor__isnull", True), ("fixed_minor__gte", 0), _connector="OR"),
                    models.Q(("minimum_minor__isnull", True), ("minimum_minor__gte", 0), _connector="OR"),
                ),
                name="platform_rule_amounts_fit",
            ),
        ),
    ]
