from django.contrib import admin
from django.urls import include, path

from .health import health

urlpatterns = [
    path("healthz/", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("books/", admin.site.urls),
]
