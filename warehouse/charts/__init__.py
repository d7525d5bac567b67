"""Pictures of the record: each a pure function from a connection to a picture, drawn without a browser.

Importing this package brings Altair, which takes half a second: commands import it where they draw.
"""

from warehouse.charts.errors import NothingToDrawError
from warehouse.charts.history import body_history
from warehouse.charts.national import national_distribution
from warehouse.charts.picture import Picture
from warehouse.charts.region import region_heat_map

__all__ = ["NothingToDrawError", "Picture", "body_history", "national_distribution", "region_heat_map"]
