"""Sites put together from parts are those that MkDocs builds whole, byte for byte."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from generator.engines.assemble import Assembler
from generator.engines.mkdocs_site import SiteBuildError
from generator.engines.stamp import StampError
from generator.model.site import AudienceSite
from generator.render.web import audience_source
from tests.random_sites import sites
from tests.web_editions import built, house

_REFUSED = (StampError, SiteBuildError, ValueError)
_slowly = settings(max_examples=250, suppress_health_check=list(HealthCheck))
_quickly = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@cache
def assembler() -> Assembler:
    return Assembler(house())


def whole(made: AudienceSite) -> dict[str, bytes] | None:
    """The oracle: what MkDocs builds whole, values stamped in; None if it refuses the site."""
    try:
        return built(audience_source(made))
    except _REFUSED:
        return None


def put_together(made: AudienceSite, by: Assembler | None = None) -> dict[str, bytes] | None:
    try:
        return (by or assembler()).files(made)
    except _REFUSED:
        return None


def same(made: AudienceSite) -> bool:
    wanted, got = whole(made), put_together(made)
    if wanted is None or got is None:
        return wanted is got
    assert sorted(wanted) == list(got)
    assert [path for path in wanted if wanted[path] != got[path]] == []
    return True


@given(sites())
@_quickly
def test_a_site_put_together_equals_the_site_built_whole(made: AudienceSite) -> None:
    assert same(made)


@pytest.mark.slow
@given(sites())
@_slowly
def test_many_sites_put_together_equal_the_sites_built_whole(made: AudienceSite) -> None:
    assert same(made)


@pytest.mark.slow
@given(sites(strange=True))
@_slowly
def test_whatever_the_text_holds_no_page_differs(made: AudienceSite) -> None:
    assert same(made)
