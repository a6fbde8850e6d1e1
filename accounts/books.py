"""The books: Django's admin as a place to read. A person sees the rows of the businesses they own or keep books for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Case, When
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from core.formats import full_day_text, money_html
from core.sheets import csv_response, xlsx_response

from .models import Business, Membership

LONGEST_SEARCH = 100  # characters; each word costs a condition, and a database takes only so many


def keeps_books(request: HttpRequest) -> bool:
    """Whether this person owns a business or keeps one's books."""
    return bool(_businesses(request))


def books_of(request: HttpRequest) -> models.QuerySet[Business]:
    """The businesses whose books this person may read."""
    return Business.objects.filter(pk__in=_businesses(request))


def first_books_of(request: HttpRequest) -> Business | None:
    """The books that open first: of the business that is theirs, else of the one they have kept longest."""
    mine = Case(When(membership__role=Membership.Role.OWNER, then=0), default=1)
    keeps = {"membership__user": request.user.pk, "membership__business__in": _businesses(request)}
    return Business.objects.filter(**keeps).order_by(mine, "membership__pk").first()


def open_books_of(request: HttpRequest) -> Business | None:
    """The books that the address names when this person may read them, else those that open first."""
    if not hasattr(request, "_open_books"):
        ref = request.GET.get(OwnBusinessFilter.parameter_name)
        named = books_of(request).filter(ref=ref).first() if ref else None
        request._open_books = named or first_books_of(request)  # type: ignore[attr-defined]  # kept for this request
    found: Business | None = request._open_books  # type: ignore[attr-defined]  # kept for this request
    return found


def _businesses(request: HttpRequest) -> frozenset[int]:
    """Their keys, asked for once per request."""
    known: frozenset[int] | None = getattr(request, "_books", None)
    if known is None:
        person = request.user
        roles = [Membership.Role.OWNER, Membership.Role.BOOKKEEPER]
        rows = Membership.objects.filter(user=person.pk, user__is_active=True, role__in=roles)
        known = frozenset(rows.values_list("business", flat=True))
        request._books = known  # type: ignore[attr-defined]  # kept for this request
    return known


def money_column(name: str, title: Any, ordering: str | None = None) -> Callable[[Any, Any], SafeString]:
    """A method of an admin class: a column or line that shows the row's Money of this name."""

    @admin.display(description=title, ordering=ordering)
    def column(_admin: Any, row: Any) -> SafeString:
        return money_html(getattr(row, name))

    return column


def day_column(name: str, title: Any) -> Callable[[Any, Any], str]:
    """The same for a date or an instant, which may be empty: the whole day, by the clock of the business, sortable."""

    @admin.display(description=title, ordering=name)
    def column(_admin: Any, row: Any) -> str:
        day = getattr(row, name)
        return "-" if day is None else full_day_text(day)

    return column


class BooksAdmin(admin.ModelAdmin):
    """Rows that can be read, searched and exported, and never added, changed or deleted.

    `sheet` names the columns of an export: (title, value of a row). `sheet_rows` may give several lines per row.
    """

    actions = None
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/books/change_list.html"
    business_path = "business"
    sheet: Sequence[tuple[Any, Callable[[Any], Any]]] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).filter(**{f"{self.business_path}__in": _businesses(request)})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the page itself offers: Django would take any column, and patterns that never end."""
        if lookup in {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}:
            return value.isdecimal() and len(value) <= len("9999")
        return lookup in _questions(self.list_filter)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def has_module_permission(self, request: HttpRequest) -> bool:
        return keeps_books(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return keeps_books(request)
        return self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest, *_more: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        export = path("export.<str:kind>", self.admin_site.admin_view(self.export), name=name)
        return [export, *super().get_urls()]

    def export(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """What the list shows with its filters and search, all pages of it, as csv or xlsx."""
        if kind not in {"csv", "xlsx"} or not self.has_view_permission(request):
            raise Http404
        listed: ChangeList = self.get_changelist_instance(request)
        rows = self.sheet_rows(listed.get_queryset(request))
        head = [str(title) for title, _value in self.sheet]
        name = str(self.opts.verbose_name_plural)
        if kind == "csv":
            return csv_response(name, head, rows)
        return xlsx_response(name, head, rows, rtl=get_language_bidi())

    def sheet_rows(self, rows: models.QuerySet[Any]) -> Iterable[Sequence[Any]]:
        for row in rows.iterator(chunk_size=500):
            yield [value(row) for _title, value in self.sheet]


def _questions(filters: Iterable[Any]) -> set[str]:
    """The names that a list's filters put into its address."""
    found: set[str] = set()
    for one in filters:
        if isinstance(one, str):
            found |= {one, f"{one}__exact", f"{one}__isnull"}
        else:
            found.add(one.parameter_name)
    return found


class BooksInline(admin.TabularInline):
    """Rows below a row: read only."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return keeps_books(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class OwnBusinessFilter(admin.SimpleListFilter):
    """Whose books: one business at a time, the reader's own or eldest first. Offers nothing to who reads one only.

    Anybody may name anybody as their bookkeeper, so another's invoices must never run into a list or an export.
    """

    parameter_name = "of"

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.title = Business._meta.verbose_name
        self.open = open_books_of(request)
        super().__init__(request, *args, **kwargs)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        if len(_businesses(request)) < 2:
            return []
        return [(business.ref, business.name) for business in books_of(request).order_by("name", "pk")]

    def value(self) -> str | None:
        return self.open.ref if self.open else None

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Without "all"."""
        return islice(super().choices(changelist), 1, None)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(business__ref=self.value()) if self.value() else queryset
