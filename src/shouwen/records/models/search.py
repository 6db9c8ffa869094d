"""What services and entries of the directory are found by."""

from django.db import models

from shouwen.records.models.directory import Entry
from shouwen.records.models.office import Jurisdiction
from shouwen.records.models.service import Service
from shouwen.records.search.tokens import LONGEST


class ServiceToken(models.Model):
    """A service may be meant where this token is asked for. Tokens only nominate, so none is ever
    taken away: what a service was once called still leads to it."""

    pk = models.CompositePrimaryKey("jurisdiction_id", "token", "service_id")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    token = models.CharField(max_length=LONGEST)
    service = models.ForeignKey(Service, models.PROTECT, db_index=False, related_name="tokens")
    in_name = models.BooleanField()


class EntryToken(models.Model):
    """An entry of the directory may be meant where this token is asked for. None is ever taken
    away: who moved to another room is still found by the old one."""

    pk = models.CompositePrimaryKey("jurisdiction_id", "token", "entry_id")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    token = models.CharField(max_length=LONGEST)
    entry = models.ForeignKey(Entry, models.PROTECT, db_index=False, related_name="tokens")
    in_name = models.BooleanField()
