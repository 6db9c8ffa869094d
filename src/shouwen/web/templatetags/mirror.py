"""What the public page says to whoever writes it, and to nobody else."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()

MARKS = ("changed", "unfit")


@register.simple_tag(takes_context=True)
def marked(context: Mapping[str, Any], part: str, key: str = "") -> SafeString:
    """Where the page is read beside the form that writes it: that this place says otherwise than
    the version before, or may not be published so. On the public page nothing."""
    mark = context.get("marks", {}).get(f"{part}-{key}" if key else part, "")
    return SafeString(f' class="{mark}"' if mark in MARKS else "")
