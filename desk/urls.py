from django.urls import path

from .views import (
    clients,
    files,
    invoices,
    leads,
    letters,
    links,
    messages,
    offers,
    order_closing,
    order_dates,
    orders,
    reminders,
    search,
    settings,
    setup,
    styleguide,
    today,
)

app_name = "desk"
urlpatterns = [
    *today.urlpatterns,
    *setup.urlpatterns,
    *leads.urlpatterns,
    *clients.urlpatterns,
    *messages.urlpatterns,
    *offers.urlpatterns,
    *orders.urlpatterns,
    *order_dates.urlpatterns,
    *order_closing.urlpatterns,
    *files.urlpatterns,
    *invoices.urlpatterns,
    *reminders.urlpatterns,
    *letters.urlpatterns,
    *links.urlpatterns,
    *settings.urlpatterns,
    *search.urlpatterns,
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
