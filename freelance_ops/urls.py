from django.contrib import admin
from django.urls import include, path

from .front import home, language
from .health import health
from .invitations import answer, invitations

urlpatterns = [
    path("", home, name="home"),
    path("healthz/", health, name="health"),
    path("language/", language, name="language"),
    path("invitations/", invitations, name="invitations"),
    path("invitations/<str:ref>/answer/", answer, name="invitation-answer"),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("desk.urls")),
    path("books/", admin.site.urls),
    path("", include("portal.urls")),
]

handler400 = "freelance_ops.errors.bad_request"
handler403 = "freelance_ops.errors.permission_denied"
handler404 = "freelance_ops.errors.not_found"
handler500 = "freelance_ops.errors.server_error"
