"""The sites that `fetch` knows: one module a site, and any page at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commentscope.errors import UsageError
from commentscope.live.sites.discourse import Discourse
from commentscope.live.sites.geektime import WAYS, GeekTime
from commentscope.live.sites.github import GitHub
from commentscope.live.sites.hackernews import HackerNews
from commentscope.live.sites.page import AnyPage
from commentscope.live.sites.site import Site, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

__all__ = ["WAYS", "AnyPage", "Discourse", "GeekTime", "GitHub", "HackerNews", "Site", "Target", "find_site"]


def find_site(url: httpx.URL, sites: Sequence[Site], wanted: str | None = None) -> tuple[Site, Target]:
    """The site that an address is of, and the discussion there.

    Args:
        url: the address.
        sites: the known sites, in the order in which they are asked.
        wanted: the name of the site that it is, if the user says so.

    Raises:
        UsageError: there is no site of that name, or the address is none of its.
    """
    asked = [site for site in sites if wanted in (None, site.name)]
    if not asked:
        raise UsageError("site-unknown", site=wanted, known=", ".join(site.name for site in sites))
    for site in asked:
        if target := site.target(url, sure=wanted is not None):
            return site, target
    raise UsageError("site-misfit", site=wanted, url=str(url))
