"""The admin site at /books/: for owners and bookkeepers, to read."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.books import BooksAdmin, keeps_books, open_books_of

# Passwords have their own pages; view_on_site would look up any row of any app by its number.
LEFT_OUT = {"view_on_site", "password_change", "password_change_done"}


class BooksSite(admin.AdminSite):
    """One door: our sign-in page, then only who owns a business or keeps its books; everybody else sees a 404."""

    site_header = site_title = _("Books")
    index_title = _("Invoices, receipts and the ledger")
    site_url = "/desk/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only the books' own pages: what installed packages would add (groups, addresses, sessions) stays out."""
        if admin_class is not None and issubclass(admin_class, BooksAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and keeps_books(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Days and times are those of the business."""
        inner = super().admin_view(view, cacheable)

        @wraps(view)
        def in_their_zone(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            own = open_books_of(request)
            with timezone.override(own.zone if own is not None else None):
                response = inner(request, *args, **kwargs)
                # A page that is drawn later would be drawn by another clock.
                return response.render() if isinstance(response, TemplateResponse) else response

        return in_their_zone

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [route for route in super().get_urls() if getattr(route, "name", "") not in LEFT_OUT]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or resolve_url("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_logout")
