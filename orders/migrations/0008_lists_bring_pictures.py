"""Pictures and PDFs lie beside a list of changes or a wish for extra work; as evidence they are only ever added."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import core.text
from core.db import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_businesses"),
        ("files", "0001_stored_files"),
        ("orders", "0007_open_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="changelist",
            name="once",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="changelist",
            constraint=models.UniqueConstraint(
                name="one_change_list_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
        ),
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.text.new_ref, editable=False, max_length=10, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.business"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enclosures", to="orders.order"
                    ),
                ),
                (
                    "change_list",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
                        to="orders.changelist",
                    ),
                ),
                (
                    "change_order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
                        to="orders.changeorder",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "look",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "enclosure",
                "verbose_name_plural": "enclosures",
                "constraints": [
                    models.CheckConstraint(
                        name="enclosure_lies_beside_one_text",
                        condition=Q(change_list__isnull=False, change_order=None)
                        | Q(change_list=None, change_order__isnull=False),
                    ),
                    models.UniqueConstraint(name="one_enclosure_per_place_of_list", fields=["change_list", "position"]),
                    models.UniqueConstraint(
                        name="one_enclosure_per_place_of_wish", fields=["change_order", "position"]
                    ),
                ],
            },
        ),
        AppendOnly("orders_enclosure"),
    ]
