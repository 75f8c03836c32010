"""The synthetic county: people who do not exist, in a place that does not exist, with faults planted on purpose."""

from data.sample.bulk import lay_together
from data.sample.faulty import Faulty, write_faultless, write_faulty
from data.sample.nation import write_nation
from data.sample.write import SampleManifest, write_sample

__all__ = [
    "REPEATED_FROM",
    "Faulty",
    "SampleManifest",
    "lay_together",
    "write_faultless",
    "write_faulty",
    "write_nation",
    "write_sample",
]

REPEATED_FROM = 5_000
"""Villages from which on a sample is a nation of repeated counties, not counties each of its own."""
