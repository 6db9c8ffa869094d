"""The QR code on a paper: the address of the page that says whether it is genuine."""

import io

import segno

INK = "#08303a"


def qr_svg(url: str) -> str:
    """``url`` as a QR code in SVG, without a margin (the page leaves it); a third of a letter may be
    stained and it still reads (error level M or better). ValueError where it is too long."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", border=0, dark=INK, xmldecl=False, nl=False
    )
    return out.getvalue().decode()
