"""What goes wrong has our own page, in the reader's language, and a form that is too old keeps what was typed."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from freelance_ops import errors
from tests.cast import Freelancer

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_nothing_at_this_address(client: Client) -> None:
    client.cookies["language"] = "en"
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_a_broken_client_link_gets_advice_and_no_way_into_the_desk(client: Client) -> None:
    client.cookies["language"] = "en"
    answer = errors.not_found(RequestFactory().get("/c/cut-of"), Exception())
    assert answer.status_code == 404
    assert "account" not in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "problem", "status"),
    [
        (errors.bad_request, SuspiciousOperation(), 400),
        (errors.bad_request, RequestDataTooBig(), 413),
        (errors.permission_denied, PermissionDenied(), 403),
    ],
)
def test_each_has_its_page(view, problem: Exception, status: int) -> None:  # type: ignore[no-untyped-def]
    answer = view(RequestFactory().get("/"), problem)
    assert answer.status_code == status
    assert 'href="/"' in answer.content.decode()


def test_the_last_page_needs_neither_database_nor_request(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        answer = errors.server_error(None)  # type: ignore[arg-type]
    assert answer.status_code == 500
    assert b"<html" in answer.content


def test_an_old_form_keeps_what_was_typed(strict: Client) -> None:
    typed = {"name": 'سدرة "<b>"\n سطر', "days": ["1", "2"], "password": "secret-word", "csrfmiddlewaretoken": "old"}
    answer = strict.post("/accounts/login/?next=/desk/", typed, headers={"Origin": HERE})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "سدرة &quot;&lt;b&gt;&quot;" in page
    assert page.count('name="days"') == 2
    assert "secret-word" not in page
    assert 'action="/accounts/login/?next=/desk/"' in page


def test_what_another_site_sends_is_not_offered_again(strict: Client) -> None:
    answer = strict.post("/accounts/login/", {"name": "bait"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "bait" not in answer.content.decode()


def test_the_page_sent_again_is_accepted(strict: Client, nour: Freelancer) -> None:
    strict.force_login(nour.user)
    again = strict.post("/language/", {"language": "en", "next": "/"}, headers={"Origin": HERE})
    token = again.context["csrf_token"]
    accepted = strict.post(
        "/language/", {"language": "en", "next": "/", "csrfmiddlewaretoken": str(token)}, headers={"Origin": HERE}
    )
    assert accepted.status_code == 302
    nour.user.refresh_from_db()
    assert nour.user.language == "en"


@pytest.mark.parametrize(("address", "back"), [
    ("/desk/offers/2WT6J1ZC9M/draft/", "/desk/"),
    ("/c/2WT6J1ZC9M.1:cut/contract/signature/", "/c/2WT6J1ZC9M.1:cut/"),
    ("/language/", "/"),
])  # fmt: skip
def test_a_step_opened_by_itself_leads_back(client: Client, address: str, back: str) -> None:
    client.cookies["language"] = "en"
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert "This step was not finished" in page
    assert f'href="{back}"' in page
