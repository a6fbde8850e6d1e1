"""Final changes are asked for the work as a whole, so no round of a stage stands behind them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_downloads_never_change"),
    ]

    operations = [
        migrations.AlterField(
            model_name="changelist",
            name="submission",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="change_list",
                to="orders.submission",
            ),
        ),
    ]
