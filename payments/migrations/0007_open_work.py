from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Payments to confirm are few among all that were reported; search looks through names without reading papers."""

    dependencies = [("payments", "0006_rounding_differences")]
    operations = [
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(name="invoices_by_name", fields=["business", "folded", "id"]),
        ),
        migrations.AddIndex(
            model_name="paymentclaim",
            index=models.Index(
                name="claims_pending", fields=["business", "claimed_at", "id"], condition=Q(state="pending")
            ),
        ),
    ]
