from django.db import migrations

from core.db import LettersIndex


class Migration(migrations.Migration):
    """A part of a name or of an inquiry is found by an index, not by reading every row."""

    dependencies = [("clients", "0004_open_leads")]
    operations = [LettersIndex("clients_client", "folded"), LettersIndex("clients_lead", "folded")]
