"""Documents of the inspectorate: bytes in, inspections, ratings, findings and recommendations out."""

from pipelines.reports.read import PARSER, PARSER_VERSION, read

__all__ = ["PARSER", "PARSER_VERSION", "read"]
