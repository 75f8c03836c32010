"""The units a person may choose (`analytics.units`), under the name by which pages know them."""

from analytics.units import TOWNSHIP as TOWNSHIP
from analytics.units import VILLAGE as VILLAGE
from analytics.units import Unit as Unit
from analytics.units import Units as Units
