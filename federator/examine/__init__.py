"""What administrators ask for: a site's columns, a dry run, what sites list and we serve, the state of the service."""
