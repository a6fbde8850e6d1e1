from django.db import migrations

from core.db import AppendOnly


class Migration(migrations.Migration):
    """Entries, transfers and receipts are only ever added; of an issued invoice only what time changes may change."""

    dependencies = [("payments", "0001_invoices_receipts_ledger")]

    operations = [
        AppendOnly("payments_entry"),
        AppendOnly("payments_transfer"),
        AppendOnly("payments_receipt", allow_columns=["file_id"]),
        AppendOnly("payments_invoice", allow_columns=["state", "paid_minor", "file_id"]),
    ]
