"""Forms of intake, one per act, named after the service behind it."""
