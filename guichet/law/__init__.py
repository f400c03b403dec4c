"""What the law says: frozen values read from the law folder, each with its source."""
