"""The one way a stored file leaves the house. Whether this reader may have it is the caller's question."""

from django.http import FileResponse, Http404

from files.models import StoredFile, vault

PICTURE = "image/jpeg"  # the one kind we encode samples in


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


def show_picture(file: StoredFile) -> FileResponse:
    """A picture that we encoded ourselves, shown inside our own pages. Raises Http404 for anything else."""
    if file.content_type != PICTURE:
        raise Http404
    response = respond(file)
    response["Content-Disposition"] = "inline"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
