"""Who is who, who holds which role in which body, who acts for whom."""
