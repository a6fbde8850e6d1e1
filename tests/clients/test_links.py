from datetime import datetime, timedelta

import pytest
from django.core.signing import Signer

from clients.errors import LinkExpired, LinkForged, LinkRevoked
from clients.models import AccessLog, ClientLink, Lead
from clients.services.links import ask_again, forget_old_openings, link_for, log_access, open_token, revoke_link, touch
from outbox.models import Event, Todo
from tests.cast import NOW, Freelancer

SOON, MUCH_LATER = NOW + timedelta(hours=1), NOW + timedelta(days=90)


def renew(link: ClientLink, **more) -> ClientLink:
    return link_for(
        contact=link.contact, kind=link.subject_kind, ref=link.subject_ref, purpose=link.purpose, now=SOON, **more
    )


def test_a_link_opens(link: ClientLink):
    opened = open_token(token=link.token, now=SOON)
    assert opened == link
    assert opened.contact.client.name == "ريم السالم"
    assert link.url == f"http://testserver/c/{link.token}/"


def test_opening_costs_one_query_and_writes_nothing(link: ClientLink, django_assert_num_queries):
    with django_assert_num_queries(1):
        opened = open_token(token=link.token, now=SOON)
        assert opened.contact.client.mail_allowed
        assert opened.business.name
    assert ClientLink.objects.get().last_used_at is None


def test_sending_it_again_is_the_same_address(link: ClientLink):
    assert renew(link) == link
    assert renew(link).token == link.token


def test_every_contact_and_subject_has_an_address_of_its_own(link: ClientLink, hannah: Lead):
    other = link_for(contact=hannah.contact, kind="offer", ref=link.subject_ref, purpose="decide", now=NOW)
    third = link_for(contact=link.contact, kind="invoice", ref=link.subject_ref, purpose="pay", now=NOW)
    assert len({link.token, other.token, third.token}) == 3
    assert open_token(token=link.token, now=SOON).contact == link.contact


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t + "x",
        lambda t: ("B" if t[0] == "A" else "A") + t[1:],
        lambda t: t.replace(".1:", ".2:"),
        lambda _t: "x:y",
    ],
)
def test_a_forged_address_opens_nothing(link: ClientLink, change):
    with pytest.raises(LinkForged):
        open_token(token=change(link.token), now=SOON)


@pytest.mark.parametrize("value", ["NOSUCHLINK.1", "garbage", "a.b.c"])
def test_a_well_signed_nonsense_is_forged_too(link: ClientLink, value: str):
    with pytest.raises(LinkForged):
        open_token(token=Signer(salt="portal").sign(value), now=SOON)


def test_a_signature_made_for_something_else_does_not_open(link: ClientLink):
    with pytest.raises(LinkForged):
        open_token(token=Signer(salt="inquiry").sign(f"{link.ref}.1"), now=SOON)


def test_an_expired_link_says_so_from_the_very_second(link: ClientLink):
    renew(link, expires_at=SOON)
    assert open_token(token=link.token, now=SOON - timedelta(seconds=1)) == link
    with pytest.raises(LinkExpired) as refused:
        open_token(token=link.token, now=SOON)
    assert refused.value.link == link
    assert str(refused.value)


def test_a_resend_keeps_the_term_and_opens_an_expired_one_again(link: ClientLink):
    renew(link, expires_at=MUCH_LATER)
    assert renew(link).expires_at == MUCH_LATER
    renew(link, expires_at=SOON)
    assert renew(link).expires_at is None
    assert open_token(token=link.token, now=MUCH_LATER) == link


def test_a_revoked_link_is_dead_and_a_new_one_is_another_address(nour: Freelancer, link: ClientLink):
    old = link.token
    revoke_link(link=link, by=nour.actor, now=SOON)
    with pytest.raises(LinkRevoked) as refused:
        open_token(token=old, now=SOON)
    assert refused.value.link == link
    fresh = renew(link)
    assert fresh.token != old
    assert open_token(token=fresh.token, now=SOON) == link
    with pytest.raises(LinkRevoked):
        open_token(token=old, now=SOON)


def test_revoking_twice_is_harmless(nour: Freelancer, link: ClientLink):
    for _ in range(2):
        revoke_link(link=link, by=nour.actor, now=SOON)
    assert link.version == 2
    assert Event.objects.filter(verb="link.revoked").count() == 1


def test_asking_again_gives_the_owner_one_task_until_it_is_sent(nour: Freelancer, link: ClientLink):
    revoke_link(link=link, by=nour.actor, now=SOON)
    for _ in range(3):
        ask_again(link=link, now=SOON)
    todo = Todo.objects.owned_by(nour.business).get()
    assert (todo.subject_kind, todo.subject_ref, todo.client_ref) == ("offer", "0FFER00001", link.contact.client.ref)
    assert Event.objects.filter(verb="link.asked_again").count() == 1
    renew(link)
    todo.refresh_from_db()
    assert todo.done_at == SOON


def test_asking_again_after_a_second_expiry_is_a_new_task(nour: Freelancer, link: ClientLink):
    for term in (SOON, MUCH_LATER):
        renew(link, expires_at=term)
        ask_again(link=ClientLink.objects.get(pk=link.pk), now=term)
    assert Todo.objects.owned_by(nour.business).count() == 2


def test_openings_are_noted_without_the_token_and_shown_in_the_list(nour: Freelancer, link: ClientLink):
    log_access(
        link=link, now=SOON, method="GET", path=f"/c/{link.token}/offer/", ip="203.0.113.9", agent="Mozilla/5.0 " * 60
    )
    row = AccessLog.objects.get()
    assert (row.path, row.ip, len(row.agent)) == ("/c/…/offer/", "203.0.113.9", 300)
    listed = ClientLink.objects.owned_by(nour.business).for_list().get()
    assert (listed.opened_at, listed.last_used_at) == (SOON, None)
    touch(link=link, now=MUCH_LATER)
    assert ClientLink.objects.get().last_used_at == MUCH_LATER


@pytest.mark.parametrize("odd", ["", None, "unix:", "203.0.113.9, 10.0.0.1"])
def test_an_odd_network_address_is_no_obstacle(link: ClientLink, odd: str | None):
    log_access(link=link, now=SOON, method="POST", path="/c/x/y/", ip=odd, agent="")
    assert AccessLog.objects.get().ip is None


def test_a_link_opened_without_end_fills_no_disk(link: ClientLink, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("clients.services.links.OPENINGS_A_DAY", 3)
    for minute in range(5):
        opened(link, NOW + timedelta(minutes=minute))
    assert AccessLog.objects.count() == 3
    opened(link, NOW + timedelta(days=1, minutes=1))
    assert AccessLog.objects.count() == 4


def opened(link: ClientLink, at: datetime) -> None:
    log_access(link=link, now=at, method="GET", path="/", ip=None, agent="")


def test_openings_are_forgotten_after_a_year(link: ClientLink):
    for at in (NOW, NOW + timedelta(days=30)):
        log_access(link=link, now=at, method="GET", path="/", ip=None, agent="")
    assert forget_old_openings(now=NOW + timedelta(days=366)) == 1
    assert AccessLog.objects.get().at == NOW + timedelta(days=30)


def test_live_links_are_neither_expired_nor_revoked(nour: Freelancer, link: ClientLink):
    assert ClientLink.objects.live(SOON).get() == link
    renew(link, expires_at=SOON)
    assert not ClientLink.objects.live(SOON).exists()


def test_sam_lists_no_link_of_nours(sam: Freelancer, link: ClientLink):
    assert not ClientLink.objects.owned_by(sam.business).for_list().exists()
