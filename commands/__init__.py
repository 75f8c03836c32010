"""The operator's commands, one file a story; each says what it does and exits 0 (done), 1 (data) or 2 (call)."""
