"""HM Inspectorate of Probation: reports, their files, and press releases."""
