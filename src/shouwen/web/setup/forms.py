"""The form of an act on an account."""

from django import forms

from shouwen.web.forms import Asking


class AccountForm(Asking):
    """Asks nothing but to be sent; ``request_id`` makes a double submit one act."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
