"""Reminders of payments: one row per letter, planned ahead."""

import django.db.models.deletion
from django.db import migrations, models

import core.text


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_businesses"),
        ("payments", "0002_issued_papers_never_change"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderSwitch",
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
                ("on_since", models.DateTimeField(blank=True, null=True, verbose_name="switched on")),
            ],
        ),
        migrations.CreateModel(
            name="PaymentReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("step", models.SmallIntegerField(verbose_name="days from the due day")),
                ("send_at", models.DateTimeField(verbose_name="planned for")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("sent", "sent"), ("dropped", "not needed any more")],
                        default="planned",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("why_dropped", models.CharField(blank=True, max_length=20)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="payments.invoice"
                    ),
                ),
            ],
            options={
                "verbose_name": "payment reminder",
                "verbose_name_plural": "payment reminders",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "planned")), fields=["send_at", "id"], name="reminders_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("invoice", "step"), name="one_reminder_per_step"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "sent", "dropped"])),
                        name="reminder_state_is_known",
                    ),
                ],
            },
        ),
    ]
