"""All permits: told by the desk, read under a purpose."""
