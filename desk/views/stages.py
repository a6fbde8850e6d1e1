"""A stage of an order: its tray of files, showing it to the client, and what follows from the client's answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.scoping import get_own
from core.doors import perform, takes_large_body
from core.errors import Refused
from core.htmx import INVALID, is_fragment
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.stages import ChangeOrderForm, FilesForm, ReasonForm, SubmitForm
from desk.stage_page import StagePage
from files.services.download import show_picture
from files.services.large import LARGEST
from files.services.store import MEGABYTE
from orders.models import ChangeList, ChangeOrder, Milestone, Sample, WorkFile
from orders.services import approving, changing, submitting

MANY = 4 * MEGABYTE  # what stands around the largest file in a form


def own_stage(request: DeskRequest, ref: str, position: int) -> Milestone:
    rows = Milestone.objects.select_related("order__business", "order__client__platform", "order__client__conversation",
                                            "order__contact", "order__offer")  # fmt: skip
    return get_own(rows, request.business, order__ref=ref, position=position)


@require_GET
@owner_required
def stage(request: DeskRequest, ref: str, position: int) -> HttpResponse:
    return show(request, own_stage(request, ref, position))


def show(request: DeskRequest, milestone: Milestone, **refused: forms.Form) -> HttpResponse:
    """The page; a form that was refused comes back with what was typed."""
    now = timezone.now()
    page = StagePage(milestone, now=now, today=timezone.localdate(now))
    blank = {
        "files": FilesForm(auto_id="add_%s"),
        "submission": SubmitForm(),
        "begin": ReasonForm(label=_("Why it begins before that"), auto_id="begin_%s"),
        "approval": ReasonForm(label=_("How the client agreed; the reason is kept"), auto_id="approve_%s"),
        "correction": ReasonForm(label=_("What departed from the agreement")),
        "answer": ChangeOrderForm(),
    }
    forms_shown: dict[str, Any] = {**blank, **refused}
    context = {"now": now, "page": page, "order": milestone.order, "stage": milestone, "refused": list(refused)}
    status = INVALID if refused else 200
    return render(request, "desk/stages/stage.html", {**context, "forms": forms_shown}, status=status)


def _act(
    request: DeskRequest, milestone: Milestone, call: Callable[..., object], *, name: str, form: forms.Form, done: str
) -> HttpResponse:  # fmt: skip
    """One service call with what the form holds; refused, the page says so beside the form."""
    if form.is_valid():
        given, now, by = form.cleaned_data, timezone.now(), acting(request)
        perform(form, lambda: call(by=by, now=now, **given))
    if form.errors:
        return show(request, milestone, **{name: form})
    messages.success(request, done)
    return redirect("desk:order-stage", milestone.order.ref, milestone.position)


@require_POST
@takes_large_body(LARGEST + MANY)
@owner_required
def add_files(request: DeskRequest, ref: str, position: int) -> HttpResponse:
    """Keeps what was dropped on the tray; each file is stored by itself, so one that is refused loses no other."""
    milestone = own_stage(request, ref, position)
    form = FilesForm(request.POST, request.FILES, auto_id="add_%s")
    if form.is_valid():
        _add(form, milestone, request)
    if is_fragment(request):
        now = timezone.now()
        page = StagePage(milestone, now=now, today=timezone.localdate(now))
        context = {"page": page, "order": milestone.order, "stage": milestone, "form": form, "now": now}
        response = render(request, "desk/stages/tray.html", context, status=INVALID if form.errors else 200)
        patch_vary_headers(response, ["HX-Request"])
        return response
    if form.errors:
        return show(request, milestone, files=form)
    return redirect(_tray_of(milestone))


def _add(form: forms.Form, milestone: Milestone, request: DeskRequest) -> None:
    once: UUID | None = form.cleaned_data["once"]
    for index, upload in enumerate(form.cleaned_data["file"]):
        try:
            submitting.add_work_file(
                order=milestone.order, milestone=milestone, upload=upload, by=acting(request), now=timezone.now(),
                once=uuid5(once, f"{index}:{upload.name}") if once else None,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("file", f"{upload.name}: {refused}")


@require_POST
@owner_required
def remove_file(request: DeskRequest, ref: str, position: int, file_ref: str) -> HttpResponse:
    milestone = own_stage(request, ref, position)
    file = get_own(WorkFile.objects.select_related("order"), request.business, ref=file_ref, milestone=milestone)
    try:
        submitting.remove_work_file(file=file, by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_tray_of(milestone))


@require_POST
@owner_required
def submit(request: DeskRequest, ref: str, position: int) -> HttpResponse:
    """Shows the stage to the client: a worker makes the samples, then the letter goes."""
    milestone = own_stage(request, ref, position)

    def call(**given: Any) -> object:
        return submitting.submit_milestone(milestone=milestone, **given)

    return _act(
        request, milestone, call, name="submission", form=SubmitForm(request.POST), done=_("The stage is shown.")
    )


@require_POST
@owner_required
def begin(request: DeskRequest, ref: str, position: int) -> HttpResponse:
    milestone = own_stage(request, ref, position)
    form = ReasonForm(request.POST, label=_("Why it begins before that"), auto_id="begin_%s")

    def call(**given: Any) -> object:
        return submitting.begin_milestone(milestone=milestone, **given)

    return _act(request, milestone, call, name="begin", form=form, done=_("The stage has begun."))


@require_POST
@owner_required
def approve(request: DeskRequest, ref: str, position: int) -> HttpResponse:
    """In the client's place, with the reason that is kept."""
    milestone = own_stage(request, ref, position)
    form = ReasonForm(request.POST, label=_("How the client agreed; the reason is kept"), auto_id="approve_%s")

    def call(**given: Any) -> object:
        return approving.approve_for_client(milestone=milestone, **given)

    return _act(request, milestone, call, name="approval", form=form, done=_("The stage is approved."))


@require_POST
@owner_required
def correct(request: DeskRequest, ref: str, position: int, list_ref: str) -> HttpResponse:
    """A list of changes that only corrects what was agreed: it is not counted."""
    milestone = own_stage(request, ref, position)
    rows = ChangeList.objects.select_related("order")
    change_list = get_own(rows, request.business, ref=list_ref, submission__milestone=milestone)
    form = ReasonForm(request.POST, label=_("What departed from the agreement"), about=list_ref)

    def call(**given: Any) -> object:
        return changing.mark_correction(change_list=change_list, **given)

    return _act(request, milestone, call, name="correction", form=form, done=_("The list is not counted."))


@require_POST
@owner_required
def answer(request: DeskRequest, ref: str, position: int, request_ref: str) -> HttpResponse:
    """Answers a wish beyond the agreement. Taken on, the next step is the offer that carries its price."""
    milestone = own_stage(request, ref, position)
    wish = get_own(ChangeOrder.objects.select_related("order"), request.business, ref=request_ref, order__ref=ref)
    form = ChangeOrderForm(request.POST, about=request_ref)

    def call(**given: Any) -> object:
        return changing.answer_change_order(change_order=wish, **given)

    response = _act(request, milestone, call, name="answer", form=form, done=_("The request is answered."))
    if not form.errors and form.cleaned_data["state"] == ChangeOrder.State.OFFERED:
        return redirect(f"{reverse('desk:offer-new')}?client={milestone.order.client.ref}")
    return response


@require_safe
@owner_required
def sample(request: DeskRequest, ref: str, sample_ref: str) -> HttpResponseBase:
    """A sample as the client sees it."""
    rows = Sample.objects.select_related("picture")
    return show_picture(get_own(rows, request.business, ref=sample_ref, file__order__ref=ref).picture)


def _tray_of(milestone: Milestone) -> str:
    return reverse("desk:order-stage", args=[milestone.order.ref, milestone.position]) + "#tray"


_STAGE = "orders/<str:ref>/stages/<int:position>/"
urlpatterns = [
    path(_STAGE, stage, name="order-stage"),
    path(f"{_STAGE}files/", add_files, name="stage-files"),
    path(f"{_STAGE}files/<str:file_ref>/removal/", remove_file, name="stage-file-remove"),
    path(f"{_STAGE}submission/", submit, name="stage-submit"),
    path(f"{_STAGE}beginning/", begin, name="stage-begin"),
    path(f"{_STAGE}approval/", approve, name="stage-approve"),
    path(f"{_STAGE}changes/<str:list_ref>/correction/", correct, name="stage-correct"),
    path(f"{_STAGE}requests/<str:request_ref>/answer/", answer, name="stage-answer"),
    path("orders/<str:ref>/samples/<str:sample_ref>/", sample, name="order-sample"),
]
