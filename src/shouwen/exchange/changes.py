"""What was published and withdrawn, as feed readers take it: RSS 2.0."""

from collections.abc import Callable
from functools import lru_cache

from django.utils.feedgenerator import Rss201rev2Feed

from shouwen.queries.rows import Change
from shouwen.rules.words import VersionState

BECAME = {VersionState.PUBLISHED: "公布", VersionState.WITHDRAWN: "停用"}


@lru_cache(maxsize=2)
def rss(
    changes: tuple[Change, ...],
    office: str,
    home: str,
    here: str,
    address: Callable[[str, int], str],
) -> bytes:
    """The feed of an office's ``changes``, in their order. ``home`` is where its public pages are,
    ``here`` the feed's own address, and ``address`` gives that of a version of a guide."""
    feed = Rss201rev2Feed(
        title=f"{office}：办事指南变更",
        link=home,
        description="新公布和停用的办事指南。",
        language="zh-Hans",
        feed_url=here,
    )
    for change in changes:
        version = address(change.code, change.version)
        feed.add_item(
            title=f"{BECAME[change.became]}：{change.name}（第 {change.version} 版）",
            link=version,
            description=change.summary,
            pubdate=change.at,
            unique_id=f"{version}#{change.became}",
            unique_id_is_permalink=False,
        )
    return feed.writeString("utf-8").encode()
