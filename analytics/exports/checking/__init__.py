"""A file given back: every cell held against the snapshot that it names and against the published one."""

from analytics.exports.checking.verified import Difference, Kind, Verified, differences_table
from analytics.exports.checking.verify import verify

__all__ = ["Difference", "Kind", "Verified", "differences_table", "verify"]
