from django.db import migrations, models


class Migration(migrations.Migration):
    """Search looks through the names without reading the papers."""

    dependencies = [
        ("orders", "0003_open_work"),
        ("payments", "0002_issued_papers_never_change"),
    ]
    operations = [
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["business", "folded", "id"], name="invoices_by_name"),
        ),
    ]
