from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Leads that want a decision are few among all that ever came."""

    dependencies = [("clients", "0003_how_long_platforms_hold_money")]
    operations = [
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                name="lead_open",
                fields=["business", "-received_at", "-id"],
                condition=Q(state__in=["new", "scored", "talks"]),
            ),
        ),
    ]
