"""What left the house, and to whom, is added to, never changed or removed."""

from django.db import migrations

from core.db import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_stages_dates_and_delivery")]

    operations = [AppendOnly("orders_download")]
