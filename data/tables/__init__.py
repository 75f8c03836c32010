"""The record tables, declared by subject; `data.schema` is the way in."""
