"""The synthetic county: people who do not exist, in a place that does not exist, with faults planted on purpose."""

from data.sample.bulk import lay_together
from data.sample.write import SampleManifest, write_sample

__all__ = ["SampleManifest", "lay_together", "write_sample"]
