"""Materials from home: files and photographs, kept one by one as they come.

The same page serves an application and the answer to a notice. Nothing sent is lost with an error:
what could be kept is there when the page is shown again."""

from itertools import zip_longest
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _

from shouwen.acts.applying import MOST_FILES, Scan, TooMuch, add_files, drop_file, write_page
from shouwen.acts.receiving import Upload
from shouwen.exchange import scans
from shouwen.exchange.uploads import place
from shouwen.now import now
from shouwen.queries.applying import file_of
from shouwen.rules.facts.writing import MATERIAL
from shouwen.web.public.forms import PaperForm

ADVICE = {"small", "blank", "blurred", "dark", "glare"}
"""What a picture may look like; the last three only the browser sees."""


def take(request: HttpRequest, draft: UUID, key: str) -> tuple[PaperForm, bool]:
    """Keep what came with the page of a material. Answers with the form, and whether to go on to
    the next page: files that were only added, or one that was taken away, stay on this one."""
    form = PaperForm(request.POST, request.FILES)
    at = now()
    form.is_valid()  # what is wrong with one file hinders no other
    said = form.cleaned_data
    uploads = [*form["shot"].value(), *form["files"].value()]
    seen = said.get("advice", "").split(",")
    fresh = [
        _looked_at(upload, thought)
        for upload, thought in zip_longest(uploads, seen[: len(uploads)])
    ]
    try:
        if fresh:
            add_files(draft, at, key, fresh, said.get("instead"))
    except TooMuch:
        text = _("一份材料最多 %(n)s 个文件，整个申请最多 200 MB。请先合并，或者删掉不要的。")
        form.add_error("files", text % {"n": MOST_FILES})
    if "words" in said:
        unneeded = "unneeded" in request.POST
        write_page(draft, at, MATERIAL + key, {"words": said["words"], "unneeded": unneeded})
    if gone := said.get("drop"):
        drop_file(draft, at, gone)
    odd = any(scan.advice for scan in fresh)
    return form, not (form.errors or odd or gone or "add" in request.POST)


def open_file(draft: UUID | None, key: UUID) -> FileResponse:
    """A file of a draft, for whoever opened the draft: pictures are shown, others saved."""
    row = file_of(draft, key) if draft else None
    if row is None:
        raise Http404(key)
    try:
        content = place(settings.MEDIA_ROOT, row.digest).open("rb")
    except FileNotFoundError as lost:
        raise Http404(row.digest) from lost
    shown = row.media_type in scans.BLANK  # pictures that a browser shows, and nothing else
    return FileResponse(
        content, as_attachment=not shown, filename=row.name, content_type=row.media_type
    )


def _looked_at(upload: Upload, seen: str | None) -> Scan:
    """A file with what it looks like: to us, failing that to the browser that took it."""
    path = place(settings.MEDIA_ROOT, upload.digest)
    ours = scans.advice(path, upload.media_type)
    theirs = seen if seen in ADVICE and upload.media_type in scans.BLANK else ""
    return Scan(upload, scans.pages(path, upload.media_type), ours or theirs or "")
