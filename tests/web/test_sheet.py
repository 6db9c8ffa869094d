"""A guide taken along on paper, as the browser prints it."""

import io
import subprocess

import pikepdf
import pytest
import zxingcpp
from django.conf import settings
from PIL import Image

from tests.acts.world import SERVICES


@pytest.mark.needs("pdftoppm")
@pytest.mark.parametrize("key", SERVICES)
def test_a_guide_is_printed_on_one_sheet_whose_code_leads_back_to_it(visit, key):
    address = f"/services/{SERVICES[key].code}/"
    visitor = visit()
    visitor.go(address)
    printed = visitor.page.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(printed)) as sheet:
        (page,) = sheet.pages
        size = [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]]  # millimetres
    assert size == [210, 297]
    picture = subprocess.run(
        ["pdftoppm", "-r", "110", "-png", "-"], input=printed, capture_output=True, check=True
    ).stdout
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert code.text == settings.PUBLIC_URL + address


def test_on_the_screen_the_code_is_not_in_the_way(visit):
    visitor = visit()
    visitor.go(f"/services/{SERVICES['food'].code}/")
    assert visitor.page.locator(".qr").is_hidden()
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".qr").is_visible()
    assert visitor.page.locator(".mast").is_hidden()
