"""Papers from elsewhere as records: services on the web, and files of reference managers."""
