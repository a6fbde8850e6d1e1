"""An order of a platform can fall through: then nothing will come of it, and what it promised is taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0007_open_work")]

    operations = [
        migrations.AddField(
            model_name="platformearning",
            name="dropped_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="order called off"),
        ),
        migrations.AddConstraint(
            model_name="platformearning",
            constraint=models.CheckConstraint(
                condition=models.Q(("dropped_at__isnull", True), ("held_at__isnull", True), _connector="OR"),
                name="dropped_earning_was_never_held",
            ),
        ),
    ]
