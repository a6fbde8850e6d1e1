"""The one way a stored file leaves the house. Whether this reader may have it is the caller's question."""

from django.http import FileResponse, Http404

from files.models import StoredFile, vault


def respond(file: StoredFile) -> FileResponse:
    """The whole file as a download under its own name, never shown in a page, never in parts.

    Raises Http404 when the vault lost it.
    """
    try:
        content = vault().open(file.key)
    except FileNotFoundError as problem:
        raise Http404 from problem
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
    response["Accept-Ranges"] = "none"  # each answer is one whole, checked and written down
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
