"""Letters of one matter know each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_events_never_change")]

    operations = [
        migrations.AddField(
            "letter", "thread", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        ),
    ]
