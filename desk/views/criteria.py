"""The ideal-client list, shared by the first run and the settings."""

from django.utils import timezone

from clients.models import Criterion
from clients.services.profile import Trait, suggested_criteria, write_criteria
from core.doors import perform
from core.text import fold
from desk.doors import DeskRequest, acting
from desk.forms.criteria import CriteriaForm
from desk.forms.parts import language


def list_form(request: DeskRequest) -> CriteriaForm:
    """The list as it stands, ticked; below it what is suggested and not on it. A first list is all suggestions."""
    if request.method == "POST":
        return CriteriaForm(request.POST)
    current = [
        Trait(row.label, row.weight, row.must_have, row.key)
        for row in Criterion.objects.owned_by(request.business).current()
    ]
    return CriteriaForm(offered=_offered(current, suggested_criteria(language())))


def _offered(current: list[Trait], suggested: list[Trait]) -> list[tuple[Trait, bool]]:
    if not current:
        return [(trait, bool(trait.key)) for trait in suggested]
    words, keys = {fold(trait.label) for trait in current}, {trait.key for trait in current if trait.key}
    rest = [trait for trait in suggested if trait.key not in keys and fold(trait.label) not in words]
    return [*((trait, True) for trait in current), *((trait, False) for trait in rest)]


def was_written(request: DeskRequest, form: CriteriaForm) -> bool:
    """Stores the posted list; False while it is not posted, cannot be read or is refused (then the form says why)."""
    if not (form.is_bound and form.is_valid()):
        return False
    rows = perform(
        form,
        lambda: write_criteria(
            business=request.business,
            criteria=form.traits(),
            by=acting(request),
            now=timezone.now(),
            confirm_advance_removal=form.cleaned_data["confirm_advance_removal"],
        ),
    )
    return rows is not None
