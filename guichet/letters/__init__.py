"""Letters: bytes that depend on the fields, the day and the versions alone."""
