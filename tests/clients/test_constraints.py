"""The database itself says no, by name, to whoever walks past the services."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.models import (
    Client,
    ClientLink,
    Contact,
    Conversation,
    Criterion,
    DayOff,
    Lead,
    Message,
    Platform,
    ReplyWindow,
    Score,
)
from clients.services.leads import score_lead
from tests.cast import NOW, Freelancer


def refused(name: str, act) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


BAD_UPDATES = [
    ("lead_state_is_known", Lead, {"state": "lost", "decided_at": None}),
    ("lead_source_is_known", Lead, {"source": "phone"}),
    ("scored_lead_has_a_score", Lead, {"state": "scored"}),
    ("lead_accepted_unscored_has_a_reason", Lead, {"state": "accepted", "decided_at": NOW}),
    ("declined_lead_has_a_reason", Lead, {"state": "declined", "decided_at": NOW}),
    ("decided_lead_has_its_time", Lead, {"decided_at": NOW}),
    ("decided_lead_has_its_time", Lead, {"state": "declined", "decline_reason": "x"}),
    ("conversation_waits_exactly_when_ours", Conversation, {"state": "quiet"}),
    ("conversation_waits_exactly_when_ours", Conversation, {"reply_due_at": None}),
    ("conversation_state_is_known", Conversation, {"state": "lost", "waiting_since": None, "reply_due_at": None}),
    ("message_direction_is_known", Message, {"direction": "up"}),
    ("message_via_is_known", Message, {"via": "pigeon"}),
    ("message_says_something", Message, {"body": ""}),
    ("only_inbound_messages_are_answered", Message, {"direction": "out", "answered_at": NOW}),
    ("closed_message_is_answered", Message, {"closed_reason": "x"}),
    ("client_has_a_name", Client, {"name": ""}),
    ("contact_has_a_name", Contact, {"name": ""}),
    ("contact_language_is_known", Contact, {"language": "fr"}),
    ("platform_mode_is_known", Platform, {"mode": "barter"}),
    ("platform_commission_is_a_share", Platform, {"commission_bp": 10_001}),
    ("window_has_a_length", ReplyWindow, {"ends": time(9)}),
    ("criterion_weight_is_1_to_5", Criterion, {"weight": 6}),
    ("criterion_has_a_label", Criterion, {"label": ""}),
    ("score_is_0_to_100", Score, {"total": 101}),
    ("confidence_is_0_to_100", Score, {"confidence": 101}),
    ("score_verdict_is_known", Score, {"verdict": "maybe"}),
    ("link_version_starts_at_1", ClientLink, {"version": 0}),
]


@pytest.mark.parametrize("bad", BAD_UPDATES, ids=lambda bad: bad[0])
def test_no_update_walks_past(nour: Freelancer, hannah: Lead, link: ClientLink, criteria, bad: tuple):
    name, model, change = bad
    reem = link.contact.client.leads.get()
    score_lead(lead=hannah, ratings={}, by=nour.actor, now=NOW)
    rows = model.objects
    row = reem if model is Lead else rows.first()
    refused(name, lambda: rows.filter(pk=row.pk).update(**change))


def test_a_scored_lead_cannot_be_called_new(nour: Freelancer, reem: Lead, criteria):
    score_lead(lead=reem, ratings={}, by=nour.actor, now=NOW)
    refused("new_lead_has_no_score", lambda: Lead.objects.update(state="new"))


def copy(row, **change) -> None:
    row.pk, row.ref = None, "C0PY000001"
    for name, value in change.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def test_what_there_is_one_of_stays_one(nour: Freelancer, reem: Lead, criteria, link):
    once = "00000000-0000-4000-8000-000000000001"
    Lead.objects.update(once=once)
    Message.objects.update(once=once)
    DayOff.objects.create(business=nour.business, date=timezone.localdate(NOW))
    refused("lead_is_made_once", lambda: copy(Lead.objects.get()))
    refused("message_is_made_once", lambda: copy(Message.objects.get()))
    refused("one_main_contact_per_client", lambda: copy(Contact.objects.get()))
    refused("one_link_per_contact_and_subject", lambda: copy(ClientLink.objects.get()))
    refused("one_live_copy_per_platform", lambda: copy(Platform.objects.owned_by(nour.business).first()))
    refused("one_live_criterion_per_key", lambda: copy(Criterion.objects.get(key="advance"), position=99))
    refused("one_live_criterion_per_place", lambda: copy(Criterion.objects.get(key="advance"), key=""))
    refused("one_window_per_place", lambda: copy(ReplyWindow.objects.first(), starts=time(5)))
    refused("one_window_per_start", lambda: copy(ReplyWindow.objects.first(), position=9))
    refused("one_day_off_per_date", lambda: copy(DayOff.objects.get()))
