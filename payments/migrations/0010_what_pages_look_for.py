from django.db import migrations, models
from django.db.models import Q

from core.db import LettersIndex


class Migration(migrations.Migration):
    """Letters in names and numbers are found by an index, and so is what platforms hold."""

    dependencies = [("payments", "0009_more_usual_ways_home")]
    operations = [
        migrations.RemoveIndex(model_name="invoice", name="invoices_by_name"),
        LettersIndex("payments_invoice", "folded"),
        migrations.AddIndex(
            model_name="platformearning",
            index=models.Index(
                fields=["business", "release_on"],
                condition=Q(freed_at__isnull=True, held_at__isnull=False),
                name="earnings_held",
            ),
        ),
    ]
