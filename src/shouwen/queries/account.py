"""The account of whoever signed in: their sign-in name, and whether somebody else knows their
password. What they may do is no matter of it (2.4.2)."""

from uuid import UUID

from shouwen.queries.rows.setup import OwnAccount
from shouwen.queries.viewer import NotFound
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Account, Jurisdiction
from shouwen.rules.clauses import clauses
from shouwen.rules.judge import MOVES

CHOOSE = "office.choose_password"


def own_account(account: UUID) -> OwnAccount:
    """What somebody is told who chooses a password. That the administrator, who is of no office,
    did is written in the books of the first. Raises ``NotFound`` for an account that is none."""
    found = Account.objects.select_related("person").filter(pk=account).first()
    if found is None:
        raise NotFound(str(account))
    first = Jurisdiction.objects.order_by("code").values_list("pk", flat=True)
    clause = clauses()[MOVES[CHOOSE].clause]
    return OwnAccount(
        sign_in=found.sign_in,
        name=found.person.name if found.person else "",
        books=str(books_of(found.person.jurisdiction_id if found.person else first[0])),
        given=found.password_given,
        clause=clause.id,
        clause_text=clause.zh,
    )
