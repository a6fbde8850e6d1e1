"""The floor: what Django itself costs. Session, user, a count and 25 rows by a plain template; nothing of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.handlers.wsgi import WSGIHandler
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.views.generic import ListView

from orders.models import Order

# What `django-admin startproject` writes.
BARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = Template(
    """<!doctype html><html lang="en"><head><title>Orders</title></head><body><h1>{{ user.email }}</h1>
<p>{{ paginator.count }} orders</p><table>{% for order in object_list %}
<tr><td><a href="/{{ order.ref }}/">{{ order.number }}</a></td><td>{{ order.title }}</td><td>{{ order.state }}</td>
<td>{{ order.total_minor }}</td><td>{{ order.opened_at }}</td></tr>{% endfor %}</table>
{% if page_obj.has_next %}<a href="?page={{ page_obj.next_page_number }}">Next</a>{% endif %}</body></html>"""
)


@contextmanager
def bare_middleware() -> Iterator[None]:
    """A handler that loads its middleware now gets Django's own alone."""
    whole, settings.MIDDLEWARE = settings.MIDDLEWARE, BARE
    try:
        yield
    finally:
        settings.MIDDLEWARE = whole


class BareHandler(WSGIHandler):
    """Answers through Django's own middleware only."""

    def load_middleware(self, is_async: bool = False) -> None:
        with bare_middleware():
            super().load_middleware(is_async)


class Floor(LoginRequiredMixin, ListView):
    """25 orders of a business, newest first."""

    paginate_by = 25

    def get_queryset(self) -> QuerySet[Order]:
        return Order.objects.filter(business=self.kwargs["business"]).order_by("-opened_at", "-pk")

    def render_to_response(self, context: dict[str, Any], **_options: Any) -> HttpResponse:
        request: HttpRequest = self.request
        return HttpResponse(PAGE.render(Context({**context, "user": request.user})))
