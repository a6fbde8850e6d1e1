"""A contact's address that changes while a contract is out is noted beside the signature."""

from django.db import migrations, models

from core.db import AppendOnly

KINDS = [
    ("accepted", "Offer accepted"),
    ("sent", "Contract sent"),
    ("viewed", "Contract opened"),
    ("code_sent", "One-time code sent"),
    ("code_wrong", "Wrong code entered"),
    ("code_verified", "One-time code confirmed"),
    ("consented", "Consent to sign electronically"),
    ("signed", "Contract signed"),
    ("scan_recorded", "Signed paper copy recorded"),
    ("declined", "Signing declined"),
    ("voided", "Contract voided"),
    ("new_address", "The contact’s e-mail address was changed"),
]


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_final_changes_have_no_round")]

    operations = [
        migrations.RemoveConstraint(model_name="evidence", name="evidence_kind_is_known"),
        migrations.AlterField(
            model_name="evidence",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=16, verbose_name="happening"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [kind for kind, _label in KINDS])), name="evidence_kind_is_known"
            ),
        ),
        AppendOnly("orders_evidence"),  # SQLite builds the table anew, without its triggers
    ]
