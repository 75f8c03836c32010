"""The version of this code, written into every snapshot and export."""

CODE_VERSION = "0.1.0"
