"""What the published promise means for a case: it runs under the version it was received under, and
whoever was told an older one of late may keep to it."""

from shouwen.rules.facts.casefile import Moment, Terms, Told
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import VersionState
from shouwen.rules.worktime import chinese_time


@guard("5.1a", "这一版办事指南没有在施行：还没有公布、已经停用或者已由新版代替，不能按它收件。")
def the_service_is_published(terms: Terms, offered: bool) -> Params | None:
    """A case is received under a version in force, or one that was superseded while the service is
    still ``offered`` (5.1a)."""
    if terms.state is VersionState.PUBLISHED:
        return None
    return None if terms.state is VersionState.SUPERSEDED and offered else NOTHING


@guard(
    "4.1",
    "这一版已由新版代替，请按新版收件。施行期间（{since} 至 {until}）按它告知过、申请人愿意的，"
    "写明告知的日期、方式和凭据，告知后 {days} 天内仍可按它收件。",
)
def an_older_version_was_told(terms: Terms, told: Told | None, moment: Moment) -> Params | None:
    """Under a superseded version only whoever was told it within ninety days, if they wish, with
    proof that they were told while it was in force (4.1)."""
    if terms.state is VersionState.PUBLISHED:
        return None
    days = number("told_keeps_for")
    if told and terms.since and terms.until and told.reference.strip():
        in_time = (chinese_time(moment.at).date() - told.on).days <= days
        if in_time and terms.since <= told.on <= terms.until:
            return None
    return {"since": terms.since, "until": terms.until, "days": days}
