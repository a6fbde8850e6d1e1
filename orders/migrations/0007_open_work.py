from django.db import migrations, models
from django.db.models import Q

OPEN = Q(state__in=["awaiting_signature", "awaiting_deposit", "in_progress", "delivered", "final_changes"])


class Migration(migrations.Migration):
    """Open work is little among all that was ever done: the pages of each day read it from indexes of its own."""

    dependencies = [("orders", "0006_a_changed_address_is_evidence")]
    operations = [
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                name="offers_open",
                fields=["business", "sent_at", "id"],
                condition=Q(state__in=["sent", "talks"]),
            ),
        ),
        migrations.RemoveIndex(model_name="order", name="orders_by_due"),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(name="orders_open", fields=["business", "-opened_at", "-id"], condition=OPEN),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(name="orders_open_by_due", fields=["business", "due_on", "id"], condition=OPEN),
        ),
    ]
