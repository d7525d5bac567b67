"""Documents of the inspectorate: bytes in, inspections, ratings, findings and recommendations out."""
