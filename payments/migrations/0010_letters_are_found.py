from django.db import migrations

from core.db import LettersIndex


class Migration(migrations.Migration):
    """A part of a name or of a number is found by an index, not by reading every row."""

    dependencies = [("payments", "0009_more_usual_ways_home")]
    operations = [
        migrations.RemoveIndex(model_name="invoice", name="invoices_by_name"),
        LettersIndex("payments_invoice", "folded"),
    ]
