"""What can go wrong while fetching, named by what a person has to do about it."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class CrawlError(Exception):
    """Anything this package raises on purpose. Its text is one sentence for a user."""


class SourceMisconfiguredError(CrawlError):
    """A source.yml that is absent, does not parse, or contradicts itself."""


class ArchiveDamagedError(CrawlError):
    """The index names bytes that the WARC file does not hold, or holds differently."""


class CrawlRefusedError(CrawlError):
    """The crawl must not start: no contact address, or a replica's source without the replica."""


class RequestRefusedError(IgnoreRequest):
    """One request that is not sent. Subclasses say why; Scrapy treats them all as "not downloaded"."""


class WrongWebError(RequestRefusedError):
    """A real host while the replica is switched on, or a `.test` host without it."""


class OffLimitsError(RequestRefusedError):
    """The address, reached by a link or redirect, is not part of the source or may not be kept."""


class HostAbandonedError(RequestRefusedError):
    """The host told us to stay away three times; nothing more is asked of it in this run."""


class NotInArchiveError(RequestRefusedError):
    """A replay needs a page that its archive does not hold."""
