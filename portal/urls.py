from django.urls import include, path

from portal.subjects import subject
from portal.views import (
    answers,
    contract,
    deal,
    delivery,
    enclosures,
    files,
    inquiry,
    invoice,
    link,
    review,
    stages,
    talk,
)

app_name = "portal"

personal = [
    path("", subject, name="subject"),
    *link.urlpatterns,
    *deal.urlpatterns,
    *answers.urlpatterns,
    *contract.urlpatterns,
    *stages.urlpatterns,
    *delivery.urlpatterns,
    *files.urlpatterns,
    *enclosures.urlpatterns,
    *invoice.urlpatterns,
    *talk.urlpatterns,
    *review.urlpatterns,
]
urlpatterns = [
    path("c/<str:token>/", include(personal)),
    *inquiry.urlpatterns,
    *review.public_urlpatterns,
]
