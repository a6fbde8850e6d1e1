"""Form fields for what people type in any digit system: amounts, percentages, counts and days. What was typed stays."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .amounts import AmountError, parse_amount, parse_percent
from .formats import amount_text, number_text
from .money import Money
from .text import latin_digits
from .units import unit


def _typed(mode: str, length: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "dir": "ltr", "maxlength": length})


class AmountFormField(forms.Field):
    """Gives Money in `currency`, which a form may set when it is built. Zero is refused unless allowed."""

    def __init__(self, *, currency: str = "", zero_allowed: bool = False, **options: Any) -> None:
        options.setdefault("widget", _typed("decimal", "40"))
        super().__init__(**options)
        self.currency = currency
        self.zero_allowed = zero_allowed

    @property
    def unit(self) -> str:
        """What stands beside the input, in the reader's language."""
        return unit(self.currency, (get_language() or "ar")[:2])

    def prepare_value(self, value: Any) -> Any:
        return amount_text(value) if isinstance(value, Money) else value

    def to_python(self, value: Any) -> Money | None:
        if isinstance(value, Money) or value in self.empty_values:
            return value or None
        try:
            money = parse_amount(str(value), self.currency)
        except AmountError as refused:
            raise ValidationError(str(refused), code="amount") from refused
        if not money and not self.zero_allowed:
            raise ValidationError(_("An amount is more than zero."), code="zero")
        return money


class PercentField(forms.Field):
    """Gives basis points between 0 and 10,000 from a percentage with at most two decimals."""

    unit = "%"

    def __init__(self, *, most: int = 10_000, **options: Any) -> None:
        options.setdefault("widget", _typed("decimal", "10"))
        super().__init__(**options)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        return number_text((Decimal(value) / 100).normalize()) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else int(value)
        try:
            basis_points = parse_percent(str(value))
        except AmountError as refused:
            raise ValidationError(str(refused), code="percent") from refused
        if basis_points > self.most:
            most = number_text((Decimal(self.most) / 100).normalize())
            raise ValidationError(_("At most %(most)s%%."), code="most", params={"most": most})
        return basis_points


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """One file or several; none where it is not required. Whether each may be kept is the service's to say."""

    def __init__(self, *, attrs: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__(widget=_ManyFiles(attrs={"multiple": True, **(attrs or {})}), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data and not self.required:
            return []
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class CountField(forms.IntegerField):
    """A whole number in any digit system, on the phone's numeric keypad."""

    default_error_messages = {"invalid": _("A whole number, such as 3.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", _typed("numeric", "9"))
        super().__init__(**options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(latin_digits(value) if isinstance(value, str) else value)


class StarsField(forms.TypedChoiceField):
    """One to five stars, as radio buttons."""

    def __init__(self, **options: Any) -> None:
        choices = [(stars, str(stars)) for stars in range(1, 6)]
        super().__init__(choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, **options)


class DayField(forms.DateField):
    """A date from the browser's picker, or typed as 2026-11-22 or 22/11/2026 in any digit system."""

    input_formats = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        options.setdefault("input_formats", self.input_formats)
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(latin_digits(value) if isinstance(value, str) else value)
