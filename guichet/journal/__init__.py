"""What happened: append-only entries that the database itself refuses to change."""
