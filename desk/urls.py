from django.urls import path

from .views import styleguide

app_name = "desk"
urlpatterns = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
