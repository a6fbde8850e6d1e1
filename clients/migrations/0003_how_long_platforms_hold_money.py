"""How long a platform holds money, and the smallest sum it lets out."""

from typing import Any

from django.db import migrations, models

# What was known of the seeded platforms when this was written; each is a default to confirm.
KNOWN = {
    "mostaql": (14, 2500),
    "khamsat": (14, 2000),
    "upwork": (5, 0),
    "fiverr": (14, 0),
    "freelancer": (15, 3000),
}


def fill(apps: Any, _schema: Any) -> None:
    for slug, (days, minimum) in KNOWN.items():
        rows = apps.get_model("clients", "Platform").objects.filter(slug=slug, currency="USD")
        rows.update(hold_days=days, minimum_minor=minimum)


class Migration(migrations.Migration):
    dependencies = [("clients", "0002_how_long_a_platform_takes_reviews")]

    operations = [
        migrations.AddField(
            model_name="platform",
            name="hold_days",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="days before money can be withdrawn"),
        ),
        migrations.AddField(
            model_name="platform",
            name="minimum_minor",
            field=models.BigIntegerField(default=0, verbose_name="smallest withdrawal"),
        ),
        migrations.AddConstraint(
            model_name="platform",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum_minor__gte", 0)), name="platform_minimum_is_not_negative"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
