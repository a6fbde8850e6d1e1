"""Which passwords are too weak, in our own words where the library's are not translated."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        sentence = ngettext(
            "The password needs at least %(count)s character.",
            "The password needs at least %(count)s characters.",
            self.min_length,
        )
        return sentence % {"count": self.min_length}
