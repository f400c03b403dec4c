"""For what the registry may be consulted: a short, closed list. The sentence of each stands in the catalogue of the pages."""

PURPOSES = ("check_on_site", "desk_enquiry", "report_received", "court_request")
