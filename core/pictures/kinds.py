"""Which kinds of files a sample can be made of."""

PDF = "application/pdf"
# MIME type: the one decoder that may open it.
PICTURES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/vnd.adobe.photoshop": "PSD",
}
KINDS = {PDF, *PICTURES}
