"""Signature evidence is added to, never changed or removed: the database refuses the rest."""

from django.db import migrations

from core.db import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_offers_orders_contracts")]

    operations = [AppendOnly("orders_evidence")]
