"""The field of a form that brings files. What was kept stays with the form: an error elsewhere on
it loses nothing (decision 12)."""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from shouwen.acts.receiving import Upload
from shouwen.exchange.uploads import KINDS, Refused, keep

SALT = "shouwen.uploads"
TOKEN_LASTS = 24 * 60 * 60  # seconds; a form left open longer asks for its files anew


class FilesWidget(forms.Widget):
    """A chooser of several files, and those that the form brought before."""

    template_name = "forms/files.html"
    needs_multipart_form = True

    def value_from_datadict(
        self, data: MultiValueDict, files: MultiValueDict, name: str
    ) -> list[Any]:
        """The files that were sent, after the tokens of those sent before."""
        tokens = data.getlist(f"{name}-kept") if hasattr(data, "getlist") else []
        sent = files.getlist(name) if hasattr(files, "getlist") else []
        return [*tokens, *sent]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: no file is an answer, too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With what is kept: the name people know it by, and its token."""
        kept = [(upload.name, token(upload)) for upload in value or ()]
        return {**super().get_context(name, None, attrs), "kept": kept}


class FilesField(forms.Field):
    """Files handed in; cleaned, they are :class:`Upload`, already kept in the store."""

    widget = FilesWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("扫描件"),
                "required": False,
                "help_text": _("%(kinds)s，每个不超过 %(mb)s MB。")
                % {"kinds": KINDS, "mb": settings.UPLOAD_MAX_BYTES // 1024 // 1024},
                **kwargs,
            }
        )

    def clean(self, value: Iterable[str | UploadedFile]) -> tuple[Upload, ...]:
        """Keep what was sent. A file that is refused is named; the others stay kept."""
        refused, kept = [], []
        for each in value:
            try:
                kept.append(_kept(each))
            except Refused as why:
                refused.append(str(why))
        if refused:
            raise forms.ValidationError(refused)
        return tuple(kept)

    def bound_data(self, data: Iterable[str | UploadedFile], initial: Any) -> tuple[Upload, ...]:
        """What the form shows again: all that is kept."""
        found = []
        for each in data:
            try:
                found.append(_kept(each))
            except Refused:
                continue
        return tuple(found)


def token(upload: Upload) -> str:
    """A kept file in a word that nobody else can make."""
    return signing.dumps(astuple(upload), salt=SALT)


def _kept(each: str | UploadedFile) -> Upload:
    """A file that was kept before, or is now: its content is read once, whoever asks again."""
    if isinstance(each, str):
        try:
            return Upload(*signing.loads(each, salt=SALT, max_age=TOKEN_LASTS))
        except signing.BadSignature:
            raise Refused(_("前面选的文件过了一天，请重新选。")) from None
    if not hasattr(each, "kept"):
        name = each.name or ""
        each.kept = keep(settings.MEDIA_ROOT, name, each.chunks(), settings.UPLOAD_MAX_BYTES)
    kept: Upload = each.kept
    return kept
