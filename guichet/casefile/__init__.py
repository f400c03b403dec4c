"""One case, as its viewer may see it: told by the desk, read by the pages."""
