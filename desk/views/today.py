"""Today, and the tasks ticked there."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.scoping import get_own
from desk.doors import DeskRequest, owner_required
from desk.shell import figures
from desk.today_page import context_of
from outbox.models import Todo
from outbox.services.todos import finish_todo


@require_GET
@owner_required
def today(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    return render(request, "desk/today/today.html", context_of(request.business, now) | {"figures": figures(request)})


@require_POST
@owner_required
def todo_done(request: DeskRequest, ref: str) -> HttpResponse:
    todo = get_own(Todo, request.business, ref=ref)
    finish_todo(business=request.business, key=todo.key, now=timezone.now())
    return redirect("desk:today")


urlpatterns = [
    path("", today, name="today"),
    path("todos/<str:ref>/done/", todo_done, name="todo-done"),
]
