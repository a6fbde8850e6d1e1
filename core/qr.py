"""QR codes drawn into the page."""

import segno
from django.utils.safestring import SafeString, mark_safe

INK = "#1d2b30"


def qr_svg(content: str, *, border: int = 0) -> SafeString:
    """An inline SVG without styles or a size of its own; error correction M survives a fold or a stain.

    `border` is the quiet zone in modules: 4, unless white paper surrounds the code anyway.
    """
    code = segno.make_qr(content, error="m", boost_error=False)
    drawing = code.svg_inline(border=border, dark=INK, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawing)  # segno writes only numbers into it; the content is in the modules
