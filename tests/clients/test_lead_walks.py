"""Whatever is clicked in whatever order, a lead only ever stands where its life allows."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Criterion, Lead
from clients.services.leads import accept_lead, decline_lead, reopen_lead, score_lead, start_talks
from core.errors import Refused
from outbox.models import Event
from tests.cast import NOW, Freelancer

AFTER = {
    "new": {"scored", "talks", "accepted", "declined"},
    "scored": {"scored", "talks", "accepted", "declined"},
    "talks": {"talks", "accepted", "declined"},
    "accepted": set(),
    "declined": {"new", "scored"},
}
ACTS = {
    "score": lambda lead, **who: score_lead(
        lead=lead, ratings={row.ref: 3 for row in Criterion.objects.owned_by(lead.business).current()}, **who
    ),
    "talk": lambda lead, **who: start_talks(lead=lead, **who),
    "accept": lambda lead, **who: accept_lead(lead=lead, **who),
    "accept with reason": lambda lead, **who: accept_lead(lead=lead, reason="أعرفها", **who),
    "decline": lambda lead, **who: decline_lead(lead=lead, reason="لا وقت", **who),
    "reopen": lambda lead, **who: reopen_lead(lead=lead, reason="تفرّغ موعد", **who),
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.booleans()), max_size=8))
def test_no_walk_reaches_an_illegal_state(nour: Freelancer, reem: Lead, criteria: list[Criterion], walk):
    Lead.objects.filter(pk=reem.pk).update(
        state="new", score=None, decided_at=None, accept_reason="", decline_reason="", decline_text=""
    )
    fresh, stale = Lead.objects.get(pk=reem.pk), Lead.objects.get(pk=reem.pk)
    for act, from_stale_tab in walk:
        before, told = Lead.objects.get(pk=reem.pk).state, Event.objects.count()
        with suppress(Refused):
            ACTS[act](stale if from_stale_tab else fresh, by=nour.actor, now=NOW)
        after = Lead.objects.get(pk=reem.pk)
        if after.state == before and act != "score":
            assert Event.objects.count() == told, f"{act} told of something that did not happen"
        assert after.state == before or after.state in AFTER[before]
        fresh = after
