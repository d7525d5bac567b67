"""Scrapy's settings for one crawl."""

from __future__ import annotations

from typing import Any

from crawlers.sources import LocalNewsSource, Source

USER_AGENT = "ProbationWatch/0.1 (+{contact})"
MAX_DOWNLOAD_BYTES = 128 * 1024 * 1024
CRAWLS_AT_ONCE = 32


def user_agent(contact: str) -> str:
    """Who we are, and whom to write to."""
    return USER_AGENT.format(contact=contact)


def groups_of(source: Source) -> dict[str, str]:
    """Domain → the name of the connection it shares, for outlets of one group of publishers."""
    if not isinstance(source, LocalNewsSource):
        return {}
    return {
        outlet.domain: f"group-{outlet.platform}" for outlet in source.outlets if outlet.platform.is_group
    }


def scrapy_settings(source: Source, *, contact: str, replica: str | None) -> dict[str, Any]:
    """One connection per host or group, delays, robots.txt, no cookies, nothing that opens a port.

    No JOBDIR: Scrapy's own resume loses the rest of the queue after a kill; the archive is the memory.
    """
    return {
        "USER_AGENT": user_agent(contact),
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": CRAWLS_AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,
        "DOWNLOAD_DELAY": source.delay_seconds,
        "DOWNLOAD_DELAY_JITTER": 0.2,
        "AUTOTHROTTLE_ENABLED": source.delay_seconds > 0,
        "AUTOTHROTTLE_START_DELAY": source.delay_seconds,
        "DOWNLOAD_TIMEOUT": 90,
        "DOWNLOAD_MAXSIZE": MAX_DOWNLOAD_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.9,cy;q=0.8",
            "Accept-Encoding": "gzip",
        },
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "METAREFRESH_ENABLED": False,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_ENABLED": False,  # PatienceMiddleware waits between tries
        "RETRY_TIMES": 2,
        "HTTPERROR_ALLOW_ALL": True,
        # The spiders ask once per page themselves; Scrapy's filter would drop a redirect to a known page,
        # and with it the record that the old address leads there.
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "DOWNLOAD_HANDLERS": {
            "http": "crawlers.patience.PatientDownloadHandler",
            "https": "crawlers.patience.PatientDownloadHandler",
            "ftp": None,
            "s3": None,
            "file": None,
            "data": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "crawlers.politeness.GateMiddleware": 40,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawlers.politeness.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "crawlers.patience.PatienceMiddleware": 550,
            "crawlers.archive.middleware.ArchiveMiddleware": 990,
        },
        "LOG_LEVEL": "INFO",
        "STATS_DUMP": True,
        "PROBATION_REPLICA": replica,
        "PROBATION_GROUPS": groups_of(source),
        "PROBATION_RETRY_WAIT": source.retry_wait_seconds,
        "PROBATION_RATE_LIMIT_WAIT": source.rate_limit_wait_seconds,
    }
