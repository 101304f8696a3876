"""A QR code as a picture."""

from __future__ import annotations

from io import BytesIO


def qr_code(address: str) -> bytes:
    """An SVG picture (UTF-8, quiet zone included) of the QR code of `address`; equal addresses give equal bytes."""
    import segno  # loads what opens addresses over the network; most builds find their PDFs made

    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=4, xmldecl=False, omitsize=True, svgclass=None, lineclass=None, nl=False
    )
    return picture.getvalue()
