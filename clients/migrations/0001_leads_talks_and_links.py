import django.db.models.deletion
from django.db import migrations, models

import core.text


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_and_businesses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="organisation")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
                ("folded", models.CharField(editable=False, max_length=500)),
                ("created_at", models.DateTimeField(verbose_name="since")),
                ("last_contact_at", models.DateTimeField(verbose_name="last contact")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
            ],
            options={
                "verbose_name": "client",
                "verbose_name_plural": "clients",
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "العربية"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                ("is_main", models.BooleanField(default=False, verbose_name="main contact")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
            },
        ),
        migrations.CreateModel(
            name="ClientLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("subject_kind", models.CharField(max_length=16, verbose_name="leads to")),
                ("subject_ref", models.CharField(max_length=10)),
                ("purpose", models.CharField(max_length=16, verbose_name="purpose")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("created_at", models.DateTimeField(verbose_name="made")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last act")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="clients.contact",
                        verbose_name="contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "client link",
                "verbose_name_plural": "client links",
            },
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("ours", "waiting on us"), ("theirs", "waiting on the client"), ("quiet", "quiet")],
                        default="quiet",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("waiting_since", models.DateTimeField(blank=True, null=True, verbose_name="waiting since")),
                ("reply_due_at", models.DateTimeField(blank=True, null=True, verbose_name="reply due")),
                ("last_text", models.CharField(blank=True, max_length=140)),
                ("last_message_at", models.DateTimeField(blank=True, null=True, verbose_name="last message")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversation",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
            ],
            options={
                "verbose_name": "conversation",
                "verbose_name_plural": "conversations",
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("advance", "pays in advance"),
                            ("responsive", "answers quickly"),
                            ("enjoy", "a pleasure to work with"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=160, verbose_name="trait")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                ("must_have", models.BooleanField(default=False, verbose_name="must-have")),
                ("position", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(verbose_name="version of the list")),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
            },
        ),
        migrations.CreateModel(
            name="DayOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("date", models.DateField(verbose_name="date")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
            ],
            options={
                "verbose_name": "day off",
                "verbose_name_plural": "days off",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "from the client"), ("out", "from us")], max_length=3, verbose_name="direction"
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("portal", "personal page"),
                            ("mail", "e-mail"),
                            ("platform", "platform inbox"),
                            ("phone", "phone or chat app"),
                            ("form", "inquiry form"),
                            ("other", "other"),
                        ],
                        max_length=8,
                        verbose_name="by way of",
                    ),
                ),
                ("body", models.TextField(verbose_name="text")),
                ("happened_at", models.DateTimeField(verbose_name="said")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("actor_kind", models.CharField(max_length=12)),
                ("actor_ref", models.CharField(blank=True, max_length=10)),
                ("about_kind", models.CharField(blank=True, max_length=16)),
                ("about_ref", models.CharField(blank=True, max_length=10)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_reason", models.CharField(blank=True, max_length=300, verbose_name="why no reply was needed")),
                ("letter_ref", models.CharField(blank=True, max_length=10)),
                ("once", models.UUIDField(editable=False, null=True)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="clients.conversation",
                        verbose_name="conversation",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
            },
        ),
        migrations.CreateModel(
            name="Platform",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("slug", models.SlugField(max_length=40)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("direct", "direct"),
                            ("shop", "service shop"),
                            ("bid", "bidding"),
                            ("other", "other"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("commission_bp", models.PositiveIntegerField(default=0, verbose_name="commission")),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("contact_allowed", models.BooleanField(default=False, verbose_name="mail to the client is allowed")),
                ("verified", models.BooleanField(default=False, verbose_name="figures confirmed")),
                (
                    "source_note",
                    models.CharField(blank=True, max_length=240, verbose_name="where the figures come from"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
            ],
            options={
                "verbose_name": "platform",
                "verbose_name_plural": "platforms",
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[("form", "inquiry form"), ("manual", "entered by hand")],
                        max_length=8,
                        verbose_name="source",
                    ),
                ),
                ("text", models.TextField(verbose_name="what they wrote")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("scored", "scored"),
                            ("talks", "in talks"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                        ],
                        default="new",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("accept_reason", models.CharField(blank=True, max_length=300, verbose_name="why accepted unscored")),
                ("decline_reason", models.CharField(blank=True, max_length=300, verbose_name="why declined")),
                ("decline_text", models.TextField(blank=True, verbose_name="what we answered")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("once", models.UUIDField(editable=False, null=True)),
                ("folded", models.TextField(editable=False)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="clients.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contact",
                        verbose_name="contact",
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
                        verbose_name="platform",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead",
                "verbose_name_plural": "leads",
            },
        ),
        migrations.AddField(
            model_name="client",
            name="platform",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.platform",
                verbose_name="platform",
            ),
        ),
        migrations.CreateModel(
            name="ReplyWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("starts", models.TimeField(verbose_name="from")),
                ("ends", models.TimeField(verbose_name="to")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
            ],
            options={
                "verbose_name": "reply window",
                "verbose_name_plural": "reply windows",
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("version", models.PositiveIntegerField(verbose_name="version of the list")),
                ("ratings", models.JSONField()),
                ("total", models.PositiveSmallIntegerField(null=True, verbose_name="score")),
                ("confidence", models.PositiveSmallIntegerField(verbose_name="confidence")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accept", "a good fit"),
                            ("deposit", "fits with a 50% deposit"),
                            ("ask", "ask first"),
                            ("decline", "decline"),
                        ],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("scored_at", models.DateTimeField(verbose_name="scored")),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="clients.lead",
                        verbose_name="lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
            },
        ),
        migrations.AddField(
            model_name="lead",
            name="score",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.score"
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="score",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.score"
            ),
        ),
        migrations.CreateModel(
            name="WindowClock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens_at", models.DateTimeField(db_index=True)),
                (
                    "business",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="window_clock", to="accounts.business"
                    ),
                ),
            ],
            options={
                "verbose_name": "window clock",
                "verbose_name_plural": "window clocks",
            },
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("method", models.CharField(max_length=8)),
                ("path", models.CharField(max_length=200)),
                ("ip", models.GenericIPAddressField(blank=True, null=True)),
                ("agent", models.CharField(blank=True, max_length=300)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="clients.clientlink"
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of a link",
                "verbose_name_plural": "openings of links",
                "indexes": [
                    models.Index(fields=["link", "-at"], name="access_latest_first"),
                    models.Index(fields=["at"], name="access_by_time"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["business", "email"], name="contact_by_email"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_main", True)), fields=("client",), name="one_main_contact_per_client"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="contact_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["ar", "en"])), name="contact_language_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="clientlink",
            index=models.Index(fields=["business", "subject_kind", "subject_ref"], name="link_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="clientlink",
            constraint=models.UniqueConstraint(
                fields=("contact", "subject_kind", "subject_ref", "purpose"), name="one_link_per_contact_and_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="clientlink",
            constraint=models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="link_version_starts_at_1"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("state", "ours")),
                fields=["business", "reply_due_at", "id"],
                name="conversation_reply_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["business", "-last_message_at", "-id"], name="conversation_latest_first"),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ours", "theirs", "quiet"])), name="conversation_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reply_due_at__isnull", False), ("state", "ours"), ("waiting_since__isnull", False)),
                    models.Q(
                        ("reply_due_at__isnull", True),
                        ("state__in", ["theirs", "quiet"]),
                        ("waiting_since__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="conversation_waits_exactly_when_ours",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 5)), name="criterion_weight_is_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="criterion_has_a_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True), models.Q(("key", ""), _negated=True)),
                fields=("business", "key"),
                name="one_live_criterion_per_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("business", "position"),
                name="one_live_criterion_per_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="dayoff",
            constraint=models.UniqueConstraint(fields=("business", "date"), name="one_day_off_per_date"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["conversation", "happened_at", "id"], name="message_in_order"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("direction", "in")),
                fields=["conversation", "happened_at"],
                name="message_unanswered",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False)),
                fields=["business", "answered_at"],
                name="message_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["in", "out"])), name="message_direction_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("via__in", ["portal", "mail", "platform", "phone", "form", "other"])),
                name="message_via_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True), name="message_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction", "in"), ("answered_at__isnull", True), _connector="OR"),
                name="only_inbound_messages_are_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_reason", ""), ("answered_at__isnull", False), _connector="OR"),
                name="closed_message_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(fields=("business", "once"), name="message_is_made_once"),
        ),
        migrations.AddConstraint(
            model_name="platform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("business", "slug"),
                name="one_live_copy_per_platform",
            ),
        ),
        migrations.AddConstraint(
            model_name="platform",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["direct", "shop", "bid", "other"])), name="platform_mode_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="platform",
            constraint=models.CheckConstraint(
                condition=models.Q(("commission_bp__lte", 10000)), name="platform_commission_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="replywindow",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends", models.F("starts")), _negated=True), name="window_has_a_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="replywindow",
            constraint=models.UniqueConstraint(fields=("business", "position"), name="one_window_per_place"),
        ),
        migrations.AddConstraint(
            model_name="replywindow",
            constraint=models.UniqueConstraint(fields=("business", "starts"), name="one_window_per_start"),
        ),
        migrations.AddIndex(
            model_name="score",
            index=models.Index(fields=["lead", "-scored_at", "-id"], name="score_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["accept", "deposit", "ask", "decline"])),
                name="score_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("total__isnull", True), ("total__lte", 100), _connector="OR"),
                name="score_is_0_to_100",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__lte", 100)), name="confidence_is_0_to_100"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["business", "-received_at", "-id"], name="lead_newest_first"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["business", "state", "-received_at", "-id"], name="lead_by_state"),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "scored", "talks", "accepted", "declined"])),
                name="lead_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["form", "manual"])), name="lead_source_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "new"), _negated=True), ("score__isnull", True), _connector="OR"),
                name="new_lead_has_no_score",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "scored"), _negated=True), ("score__isnull", False), _connector="OR"
                ),
                name="scored_lead_has_a_score",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    ("score__isnull", False),
                    models.Q(("accept_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="lead_accepted_unscored_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("decline_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="declined_lead_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", False), ("state__in", ["accepted", "declined"])),
                    models.Q(
                        models.Q(("state__in", ["accepted", "declined"]), _negated=True), ("decided_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="decided_lead_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(fields=("business", "once"), name="lead_is_made_once"),
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(fields=["business", "folded", "id"], name="client_by_name"),
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(fields=["business", "-last_contact_at", "-id"], name="client_by_last_contact"),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="client_has_a_name"
            ),
        ),
    ]
