from django.db import migrations, models
from django.db.models import Q

from core.db import LettersIndex


class Migration(migrations.Migration):
    """Letters in titles, names and numbers are found by indexes, and so are open stages and what was handed over."""

    dependencies = [("orders", "0008_lists_bring_pictures")]
    operations = [
        migrations.RemoveIndex(model_name="offer", name="offers_by_name"),
        migrations.RemoveIndex(model_name="order", name="orders_by_name"),
        LettersIndex("orders_offer", "folded"),
        LettersIndex("orders_order", "folded"),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                name="orders_handed_over",
                fields=["business", "first_delivered_on", "due_on", "id"],
                condition=Q(due_on__isnull=False, first_delivered_on__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                name="unanswered_of_business", fields=["business", "submitted_at"], condition=Q(outcome="")
            ),
        ),
    ]
