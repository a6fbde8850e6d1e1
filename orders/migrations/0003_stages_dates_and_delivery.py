"""Stages shown and answered, changes, holds, delays, the hand-over and its files."""

import django.db.models.deletion
from django.db import migrations, models

import core.text


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_businesses"),
        ("clients", "0001_leads_talks_and_links"),
        ("files", "0001_stored_files"),
        ("orders", "0002_evidence_is_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("text", models.TextField(max_length=4000, verbose_name="changes")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "is_correction",
                    models.BooleanField(default=False, verbose_name="corrects what was agreed: not counted"),
                ),
                (
                    "correction_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="why it is not counted"),
                ),
            ],
            options={
                "verbose_name": "list of changes",
                "verbose_name_plural": "lists of changes",
            },
        ),
        migrations.CreateModel(
            name="ChangeOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(max_length=4000, verbose_name="what is asked for")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for a price"),
                            ("offered", "offered with a price"),
                            ("declined", "not taken on"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("once", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "change order request",
                "verbose_name_plural": "change order requests",
            },
        ),
        migrations.CreateModel(
            name="DelayNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("old_on", models.DateField(verbose_name="day agreed")),
                ("new_on", models.DateField(verbose_name="new day")),
                ("cause", models.TextField(blank=True, max_length=1000, verbose_name="true cause")),
                ("remedy", models.TextField(blank=True, max_length=1000, verbose_name="what makes up for it")),
                (
                    "state",
                    models.CharField(
                        choices=[("sent", "sent to the client"), ("waived", "not sent, for a reason")],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("waive_reason", models.CharField(blank=True, max_length=400, verbose_name="why it was not sent")),
                (
                    "agreed",
                    models.BooleanField(default=False, verbose_name="the client asked for the new day or agreed to it"),
                ),
                ("noted_at", models.DateTimeField(verbose_name="recorded")),
                ("once", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "delay notice",
                "verbose_name_plural": "delay notices",
            },
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "by_kind",
                    models.CharField(
                        choices=[("owner", "freelancer"), ("contact", "client")], max_length=8, verbose_name="who"
                    ),
                ),
                ("by_ref", models.CharField(max_length=10)),
                ("taken_at", models.DateTimeField(verbose_name="time")),
                ("ip", models.GenericIPAddressField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "download",
                "verbose_name_plural": "downloads",
            },
        ),
        migrations.CreateModel(
            name="OrderHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("client", "waiting on the client"),
                            ("unpaid", "paused until the payment arrives"),
                            ("disputed", "complaint open"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="reason")),
                ("began_at", models.DateTimeField(verbose_name="recorded")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
            ],
            options={
                "verbose_name": "hold",
                "verbose_name_plural": "holds",
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("text", models.TextField(max_length=4000, verbose_name="news")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="percent done")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("once", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "progress update",
                "verbose_name_plural": "progress updates",
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("page", models.PositiveSmallIntegerField(verbose_name="page")),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "sample",
                "verbose_name_plural": "samples",
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("round", models.PositiveSmallIntegerField(verbose_name="version")),
                ("notes", models.TextField(blank=True, max_length=4000, verbose_name="what is shown")),
                ("changed", models.TextField(blank=True, max_length=2000, verbose_name="what changed since last time")),
                ("submitted_at", models.DateTimeField(verbose_name="sent")),
                ("answer_due_on", models.DateField(verbose_name="answer due on")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "approved"), ("changes", "changes asked")],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("once", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
            },
        ),
        migrations.CreateModel(
            name="WorkFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                (
                    "sampling",
                    models.CharField(
                        choices=[
                            ("waiting", "the sample is being made"),
                            ("ready", "sample ready"),
                            ("tile", "no picture of this kind of file"),
                            ("failed", "no sample could be made"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="sample",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="added")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="taken off")),
                ("once", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "work file",
                "verbose_name_plural": "work files",
            },
        ),
        migrations.AddField(
            model_name="milestone",
            name="approval_reason",
            field=models.TextField(
                blank=True, max_length=600, verbose_name="reason for approving in the client's place"
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="approved"),
        ),
        migrations.AddField(
            model_name="milestone",
            name="approved_by",
            field=models.CharField(
                blank=True,
                choices=[("contact", "the client"), ("owner", "the freelancer, with a reason")],
                max_length=8,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="begin_reason",
            field=models.TextField(
                blank=True, max_length=600, verbose_name="reason for beginning before the stage before was approved"
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="begun_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="begun"),
        ),
        migrations.AddField(
            model_name="order",
            name="commission_bp",
            field=models.PositiveIntegerField(default=0, verbose_name="platform commission"),
        ),
        migrations.AddField(
            model_name="order",
            name="completed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="completed"),
        ),
        migrations.AddField(
            model_name="order",
            name="deliver_reason",
            field=models.TextField(blank=True, max_length=600, verbose_name="reason for delivering with open items"),
        ),
        migrations.AddField(
            model_name="order",
            name="delivered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="delivered"),
        ),
        migrations.AddField(
            model_name="order",
            name="first_delivered_on",
            field=models.DateField(blank=True, null=True, verbose_name="first delivered on"),
        ),
        migrations.AddField(
            model_name="order",
            name="held_days",
            field=models.PositiveIntegerField(default=0, verbose_name="days on hold"),
        ),
        migrations.AddField(
            model_name="order",
            name="platform",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.platform",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="release_reason",
            field=models.TextField(blank=True, max_length=600, verbose_name="reason for opening the files by hand"),
        ),
        migrations.AddField(
            model_name="order",
            name="released_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="final files opened"),
        ),
        migrations.AddField(
            model_name="order",
            name="update_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="next progress update"),
        ),
        migrations.AddField(
            model_name="order",
            name="update_every_days",
            field=models.PositiveSmallIntegerField(default=7, verbose_name="days between two progress updates"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("state", "in_progress"), ("update_due_on__isnull", False)),
                fields=["update_due_on", "id"],
                name="orders_owing_news",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("approved_at__isnull", False), ("approved_by", "contact")),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by", "owner"),
                        models.Q(("approval_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="approved_milestone_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["delivered", "final_changes", "completed"]), _negated=True),
                    models.Q(("delivered_at__isnull", False), ("first_delivered_on__isnull", False)),
                    _connector="OR",
                ),
                name="delivered_order_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "completed"), _negated=True), ("completed_at__isnull", False), _connector="OR"
                ),
                name="completed_order_has_a_moment",
            ),
        ),
        migrations.AddField(
            model_name="changelist",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="changelist",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="change_lists", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="changeorder",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="changeorder",
            name="milestone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="change_orders",
                to="orders.milestone",
            ),
        ),
        migrations.AddField(
            model_name="changeorder",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="change_orders", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="delaynotice",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="delaynotice",
            name="milestone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.milestone",
            ),
        ),
        migrations.AddField(
            model_name="delaynotice",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delay_notices", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="download",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="orderhold",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="orderhold",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="picture",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="milestone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="orders.milestone"
            ),
        ),
        migrations.AddField(
            model_name="changelist",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="change_list", to="orders.submission"
            ),
        ),
        migrations.AddField(
            model_name="workfile",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
            ),
        ),
        migrations.AddField(
            model_name="workfile",
            name="milestone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="orders.milestone",
            ),
        ),
        migrations.AddField(
            model_name="workfile",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="work_files", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="workfile",
            name="original",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="workfile",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="orders.submission",
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="samples", to="orders.workfile"
            ),
        ),
        migrations.AddField(
            model_name="download",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="downloads", to="orders.workfile"
            ),
        ),
        migrations.AddIndex(
            model_name="changeorder",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["business", "asked_at", "id"],
                name="change_orders_to_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="changeorder",
            constraint=models.UniqueConstraint(fields=("order", "number"), name="one_change_order_per_number"),
        ),
        migrations.AddConstraint(
            model_name="changeorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)),
                fields=("business", "once"),
                name="one_change_order_per_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="changeorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="change_order_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "waiting")),
                    models.Q(("answered_at__isnull", False), ("state__in", ["offered", "declined"])),
                    _connector="OR",
                ),
                name="answered_change_order_has_a_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="delaynotice",
            index=models.Index(fields=["order", "noted_at"], name="delays_of_order"),
        ),
        migrations.AddConstraint(
            model_name="delaynotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("new_on__gt", models.F("old_on"))), name="delay_moves_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="delaynotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), models.Q(("cause", ""), _negated=True)),
                    models.Q(("state", "waived"), models.Q(("waive_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="delay_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="delaynotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)),
                fields=("business", "once"),
                name="one_delay_notice_per_form",
            ),
        ),
        migrations.AddIndex(
            model_name="orderhold",
            index=models.Index(fields=["order", "since"], name="holds_of_order"),
        ),
        migrations.AddIndex(
            model_name="orderhold",
            index=models.Index(
                condition=models.Q(("until", None)), fields=["business", "kind", "since"], name="standing_holds"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["client", "unpaid", "disputed"])), name="hold_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="hold_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("order", "kind"), name="one_standing_hold_of_a_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="progressupdate",
            index=models.Index(fields=["order", "-sent_at"], name="updates_of_order"),
        ),
        migrations.AddConstraint(
            model_name="progressupdate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)), fields=("business", "once"), name="one_update_per_form"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("outcome", "")), fields=["answer_due_on"], name="unanswered_submissions"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("milestone", "round"), name="one_submission_per_round"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)), fields=("business", "once"), name="one_submission_per_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")), fields=("milestone",), name="one_open_submission"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("outcome", "")),
                    models.Q(("answered_at__isnull", False), ("outcome__in", ["approved", "changes"])),
                    _connector="OR",
                ),
                name="answered_submission_has_a_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="changelist",
            index=models.Index(fields=["order", "asked_at"], name="change_lists_of_order"),
        ),
        migrations.AddConstraint(
            model_name="changelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="change_list_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="changelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_correction", False), models.Q(("correction_reason", ""), _negated=True), _connector="OR"
                ),
                name="correction_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="workfile",
            index=models.Index(fields=["order", "id"], name="work_files_of_order"),
        ),
        migrations.AddConstraint(
            model_name="workfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampling__in", ["waiting", "ready", "tile", "failed"])),
                name="work_file_sampling_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submission", None), models.Q(("milestone__isnull", False), ("removed_at", None)), _connector="OR"
                ),
                name="shown_file_stays",
            ),
        ),
        migrations.AddConstraint(
            model_name="workfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)), fields=("business", "once"), name="one_work_file_per_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.UniqueConstraint(fields=("file", "page"), name="one_sample_per_page"),
        ),
        migrations.AddIndex(
            model_name="download",
            index=models.Index(fields=["file", "-taken_at"], name="downloads_of_file"),
        ),
        migrations.AddConstraint(
            model_name="download",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_kind__in", ["owner", "contact"])), name="download_by_is_known"
            ),
        ),
    ]
