"""Which page a link opens: its subject's kind, and the view that draws it."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from portal.doors import LinkRequest, link_required
from portal.views import deal, invoice, review, talk

PAGES: dict[str, Callable[[LinkRequest], HttpResponse]] = {
    "offer": deal.page,
    "invoice": invoice.page,
    "client": talk.page,
    "review": review.page,
}


@require_safe
@link_required
def subject(request: LinkRequest) -> HttpResponse:
    """The page of whatever the link was made for."""
    try:
        page = PAGES[request.link.subject_kind]
    except KeyError as unknown:
        raise Http404 from unknown
    return page(request)
