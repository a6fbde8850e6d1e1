"""Headers every page carries."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_pages_run_no_foreign_and_no_inline_code(client: Client) -> None:
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_links_tell_nobody_where_they_were_read(client: Client) -> None:
    page = client.get("/accounts/login/")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_strange_host_is_not_answered(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400
