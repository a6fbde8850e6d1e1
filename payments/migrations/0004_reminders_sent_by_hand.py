"""A reminder may be sent by the owner's hand; those just sent are found by an index; why one was left out is named."""

from django.db import migrations, models

WHY = [
    ("paid", "the invoice was paid"),
    ("cancelled", "the invoice was cancelled"),
    ("claimed", "the client had reported a payment"),
    ("replied", "the client had written and waited for an answer"),
    ("disputed", "a complaint was open"),
    ("overtaken", "the next reminder came before it could go"),
    ("no_address", "there is no e-mail address that may be used"),
]


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_payment_reminders")]

    operations = [
        migrations.AddField(
            model_name="paymentreminder",
            name="by_hand",
            field=models.BooleanField(default=False, verbose_name="sent by hand"),
        ),
        migrations.AlterField(
            model_name="paymentreminder",
            name="why_dropped",
            field=models.CharField(blank=True, choices=WHY, max_length=20),
        ),
        migrations.AddIndex(
            model_name="paymentreminder",
            index=models.Index(condition=models.Q(("state", "sent")), fields=["done_at"], name="reminders_sent"),
        ),
    ]
