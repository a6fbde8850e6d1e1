"""A weak password is refused in our own words, which are translated; the library's are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation


def test_a_short_password_says_how_long_it_must_be() -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        validate_password("k7#Wq")
    assert refused.value.messages == ["The password needs at least 12 characters."]
