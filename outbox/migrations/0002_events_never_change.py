from django.db import migrations

from core.db import AppendOnly


class Migration(migrations.Migration):
    """What happened cannot be rewritten."""

    dependencies = [("outbox", "0001_events_letters_and_tasks")]
    operations = [AppendOnly("outbox_event")]
