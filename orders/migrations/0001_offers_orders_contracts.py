"""Offers, orders, contracts: the tables, and what the database refuses."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import core.text


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_and_businesses"),
        ("clients", "0001_leads_talks_and_links"),
        ("files", "0001_stored_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("root_ref", models.CharField(max_length=10)),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="number")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("intro", models.TextField(blank=True, max_length=4000, verbose_name="opening words")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("sent", "sent"),
                            ("talks", "in talks"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("changes", "changes asked"),
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("revisions", models.PositiveSmallIntegerField(default=2, verbose_name="minor edits included")),
                (
                    "reply_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="days the client has to answer a stage"),
                ),
                ("work_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days of work")),
                ("commission_bp", models.PositiveIntegerField(default=0, verbose_name="platform commission")),
                ("vat_rate_bp", models.PositiveIntegerField(default=0, verbose_name="VAT rate")),
                ("net_minor", models.BigIntegerField(default=0, verbose_name="before VAT")),
                ("vat_minor", models.BigIntegerField(default=0, verbose_name="VAT")),
                ("total_minor", models.BigIntegerField(default=0, verbose_name="total")),
                ("paper", models.JSONField(blank=True, null=True)),
                ("paper_hash", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(verbose_name="drafted")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("viewed_at", models.DateTimeField(blank=True, null=True, verbose_name="seen by the client")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="replaced by a newer version"),
                ),
                ("decline_reason", models.TextField(blank=True, max_length=600, verbose_name="reason for declining")),
                ("changes_asked", models.TextField(blank=True, max_length=4000, verbose_name="changes asked for")),
                ("reopen_reason", models.TextField(blank=True, max_length=600, verbose_name="reason for reopening")),
                ("once", models.UUIDField(blank=True, null=True)),
                ("folded", models.CharField(max_length=400)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="clients.client"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.contact"
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.platform",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
            },
        ),
        migrations.CreateModel(
            name="OfferLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160, verbose_name="item")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="what it includes")),
                ("quantity", models.DecimalField(decimal_places=2, default=1, max_digits=9, verbose_name="quantity")),
                ("unit_minor", models.BigIntegerField(verbose_name="unit price")),
                ("currency", models.CharField(max_length=3)),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="orders.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "offer line",
                "verbose_name_plural": "offer lines",
            },
        ),
        migrations.CreateModel(
            name="OfferPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="stage")),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("signing", "on signing"),
                            ("approval", "when the stage is approved"),
                            ("progress", "at a share of the work"),
                            ("date", "on a date"),
                            ("completion", "on completion, before the final files open"),
                        ],
                        max_length=12,
                        verbose_name="due",
                    ),
                ),
                (
                    "at_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at percent of the work"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="day it falls due")),
                ("percent_bp", models.PositiveIntegerField(blank=True, null=True, verbose_name="share of the total")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("currency", models.CharField(max_length=3)),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="orders.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "offer stage",
                "verbose_name_plural": "offer stages",
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("direct", "direct client"), ("platform", "through a platform")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("total_minor", models.BigIntegerField(verbose_name="total")),
                ("vat_rate_bp", models.PositiveIntegerField(default=0, verbose_name="VAT rate")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting_signature", "awaiting signature"),
                            ("awaiting_deposit", "awaiting deposit"),
                            ("in_progress", "in progress"),
                            ("delivered", "delivered"),
                            ("final_changes", "final changes"),
                            ("completed", "completed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="percent done")),
                ("revisions", models.PositiveSmallIntegerField(default=0, verbose_name="minor edits included")),
                ("work_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days of work")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                ("cancel_reason", models.TextField(blank=True, max_length=600, verbose_name="reason for cancelling")),
                ("folded", models.CharField(max_length=400)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="clients.client"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.contact"
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="order", to="orders.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders",
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="stage")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("working", "working"),
                            ("submitted", "submitted"),
                            ("changes", "changes asked"),
                            ("approved", "approved"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("funded_at", models.DateTimeField(blank=True, null=True, verbose_name="paid for")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestones", to="orders.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="stage")),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("signing", "on signing"),
                            ("approval", "when the stage is approved"),
                            ("progress", "at a share of the work"),
                            ("date", "on a date"),
                            ("completion", "on completion, before the final files open"),
                        ],
                        max_length=12,
                        verbose_name="due",
                    ),
                ),
                (
                    "at_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at percent of the work"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="day it falls due")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("due", "due"), ("invoiced", "invoiced"), ("paid", "paid")],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("due_since", models.DateTimeField(blank=True, null=True, verbose_name="due since")),
                ("paid_at", models.DateTimeField(blank=True, null=True, verbose_name="paid")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "milestone",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instalment", to="orders.milestone"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instalments", to="orders.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "instalment",
                "verbose_name_plural": "instalments",
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("paper", models.JSONField()),
                ("paper_hash", models.CharField(max_length=64)),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("out", "out for signature"),
                            ("signed", "signed"),
                            ("declined", "declined"),
                            ("voided", "voided"),
                        ],
                        default="out",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("link", "signed through the client's link"),
                            ("scan", "signed on paper, scanned copy kept"),
                        ],
                        max_length=8,
                        verbose_name="way of signing",
                    ),
                ),
                ("out_at", models.DateTimeField(verbose_name="out for signature since")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed")),
                ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="signed by")),
                ("decline_reason", models.TextField(blank=True, max_length=600, verbose_name="reason for declining")),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.contact"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.offer"),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contract", to="orders.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "contract",
                "verbose_name_plural": "contracts",
            },
        ),
        migrations.CreateModel(
            name="OrderException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("no_contract", "started without a signed contract"),
                            ("no_deposit", "started before the first payment"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.TextField(max_length=600, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("recorded_by", models.CharField(blank=True, max_length=10)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exceptions", to="orders.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "exception",
                "verbose_name_plural": "exceptions",
            },
        ),
        migrations.CreateModel(
            name="PaperCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProgressMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("percent", models.PositiveSmallIntegerField(verbose_name="percent done")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reason for going back")),
                ("marked_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="orders.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "progress",
                "verbose_name_plural": "progress",
            },
        ),
        migrations.CreateModel(
            name="ScopeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160, verbose_name="agreed item")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="what it includes")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scope", to="orders.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed item",
                "verbose_name_plural": "agreed items",
            },
        ),
        migrations.CreateModel(
            name="SigningCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("nonce", models.CharField(max_length=32)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="orders.contract"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.contact"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted", "Offer accepted"),
                            ("sent", "Contract sent"),
                            ("viewed", "Contract opened"),
                            ("code_sent", "One-time code sent"),
                            ("code_wrong", "Wrong code entered"),
                            ("code_verified", "One-time code confirmed"),
                            ("consented", "Consent to sign electronically"),
                            ("signed", "Contract signed"),
                            ("scan_recorded", "Signed paper copy recorded"),
                            ("declined", "Signing declined"),
                            ("voided", "Contract voided"),
                        ],
                        max_length=16,
                        verbose_name="happening",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="time")),
                ("actor_kind", models.CharField(max_length=12)),
                ("actor_ref", models.CharField(blank=True, max_length=10)),
                ("ip", models.GenericIPAddressField(blank=True, null=True)),
                ("agent", models.CharField(blank=True, max_length=400)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("detail", models.JSONField(default=dict)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="orders.contract"
                    ),
                ),
            ],
            options={
                "verbose_name": "signature evidence",
                "verbose_name_plural": "signature evidence",
                "indexes": [models.Index(fields=["contract", "happened_at", "id"], name="evidence_of_contract")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "accepted",
                                    "sent",
                                    "viewed",
                                    "code_sent",
                                    "code_wrong",
                                    "code_verified",
                                    "consented",
                                    "signed",
                                    "scan_recorded",
                                    "declined",
                                    "voided",
                                ],
                            )
                        ),
                        name="evidence_kind_is_known",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["business", "-created_at", "-id"], name="offers_newest"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["business", "state", "-created_at", "-id"], name="offers_by_state"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["business", "folded", "id"], name="offers_by_name"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["client", "-created_at", "-id"], name="offers_of_client"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("state__in", ["sent", "talks", "changes"])),
                fields=["valid_until"],
                name="offers_running_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "sent", "talks", "accepted", "declined", "changes", "expired", "withdrawn"])
                ),
                name="offer_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("net_minor__gte", 0),
                    (
                        "total_minor",
                        django.db.models.expressions.CombinedExpression(
                            models.F("net_minor"), "+", models.F("vat_minor")
                        ),
                    ),
                    ("vat_minor__gte", 0),
                ),
                name="offer_totals_add_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(
                        ("paper__isnull", False),
                        ("sent_at__isnull", False),
                        ("valid_until__isnull", False),
                        models.Q(("number", ""), _negated=True),
                        models.Q(("paper_hash", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sent_offer_is_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("commission_bp__lte", 10000), ("vat_rate_bp__lte", 10000)),
                name="offer_rates_are_shares",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("root_ref", "version"), name="one_offer_per_version"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("business", "number", "version"),
                name="one_offer_per_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)), fields=("business", "once"), name="one_offer_per_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="offerline",
            constraint=models.UniqueConstraint(fields=("offer", "position"), name="one_offer_line_per_position"),
        ),
        migrations.AddConstraint(
            model_name="offerline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), ("unit_minor__gte", 0)), name="offer_line_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="offerpart",
            constraint=models.UniqueConstraint(fields=("offer", "position"), name="one_offer_part_per_position"),
        ),
        migrations.AddConstraint(
            model_name="offerpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_minor__gt", 0)), name="offer_part_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="offerpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("trigger__in", ["signing", "approval", "progress", "date", "completion"])),
                name="offer_part_trigger_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="offerpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("at_percent__gte", 1),
                        ("at_percent__isnull", False),
                        ("at_percent__lte", 100),
                        ("trigger", "progress"),
                    ),
                    models.Q(models.Q(("trigger", "progress"), _negated=True), ("at_percent__isnull", True)),
                    _connector="OR",
                ),
                name="offer_part_progress_has_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="offerpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", False), ("trigger", "date")),
                    models.Q(models.Q(("trigger", "date"), _negated=True), ("due_on__isnull", True)),
                    _connector="OR",
                ),
                name="offer_part_date_has_day",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["business", "-opened_at", "-id"], name="orders_newest"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["business", "state", "-opened_at", "-id"], name="orders_by_state"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["business", "due_on", "id"], name="orders_by_due"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["business", "folded", "id"], name="orders_by_name"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["client", "-opened_at", "-id"], name="orders_of_client"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "awaiting_signature",
                            "awaiting_deposit",
                            "in_progress",
                            "delivered",
                            "final_changes",
                            "completed",
                            "cancelled",
                        ],
                    )
                ),
                name="order_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["direct", "platform"])), name="order_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__lte", 100)), name="order_progress_is_a_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("total_minor__gt", 0)), name="order_total_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(fields=("business", "number"), name="one_order_per_number"),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "working", "submitted", "changes", "approved"])),
                name="milestone_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(fields=("order", "position"), name="one_milestone_per_position"),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(
                condition=models.Q(("state", "planned"), ("trigger", "date")),
                fields=["due_on"],
                name="instalments_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(fields=["business", "state", "due_since"], name="instalments_by_state"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "due", "invoiced", "paid"])),
                name="instalment_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("trigger__in", ["signing", "approval", "progress", "date", "completion"])),
                name="instalment_trigger_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_minor__gt", 0)), name="instalment_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "planned"), ("due_since__isnull", False), _connector="OR"),
                name="instalment_due_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("order", "position"), name="one_instalment_per_position"),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(
                condition=models.Q(("pdf_sha256", ""), _negated=True), fields=["pdf_sha256"], name="contracts_by_pdf"
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["out", "signed", "declined", "voided"])),
                name="contract_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "signed"), _negated=True),
                    models.Q(
                        ("method__in", ["link", "scan"]),
                        ("signed_at__isnull", False),
                        models.Q(("signer_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="signed_contract_says_how",
            ),
        ),
        migrations.AddIndex(
            model_name="orderexception",
            index=models.Index(fields=["business", "-recorded_at", "-id"], name="exceptions_newest"),
        ),
        migrations.AddConstraint(
            model_name="orderexception",
            constraint=models.UniqueConstraint(fields=("order", "kind"), name="one_exception_per_kind"),
        ),
        migrations.AddConstraint(
            model_name="orderexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["no_contract", "no_deposit"])), name="order_exception_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="order_exception_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="papercounter",
            constraint=models.UniqueConstraint(fields=("business", "kind", "year"), name="one_paper_counter_per_year"),
        ),
        migrations.AddConstraint(
            model_name="papercounter",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["offer", "order"])), name="paper_counter_kind_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="progressmark",
            index=models.Index(fields=["order", "-marked_at"], name="progress_of_order"),
        ),
        migrations.AddConstraint(
            model_name="progressmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__lte", 100)), name="progress_mark_is_a_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=models.UniqueConstraint(fields=("order", "position"), name="one_scope_item_per_position"),
        ),
        migrations.AddIndex(
            model_name="signingcode",
            index=models.Index(fields=["contract", "-sent_at"], name="signing_codes_of_contract"),
        ),
        migrations.AddConstraint(
            model_name="signingcode",
            constraint=models.CheckConstraint(condition=models.Q(("tries__lte", 5)), name="signing_code_tries_are_few"),
        ),
        migrations.AddConstraint(
            model_name="signingcode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("used_at__isnull", True), ("voided_at__isnull", True)),
                fields=("contract",),
                name="one_live_signing_code",
            ),
        ),
    ]
