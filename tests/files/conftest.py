import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from files.models import StoredFile
from files.services.store import store_upload
from tests.cast import Freelancer


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: Any) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 120).save(target, form, **options)
    return target.getvalue()


@pytest.fixture
def slip(nour: Freelancer, now: datetime) -> Callable[..., StoredFile]:
    """Uploads bytes as a transfer slip of Nour's."""

    def upload(content: bytes, name: str = "slip.png") -> StoredFile:
        return store_upload(business=nour.business, purpose="slip", upload=SimpleUploadedFile(name, content), now=now)

    return upload
