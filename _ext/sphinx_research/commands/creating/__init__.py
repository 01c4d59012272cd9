"""New pages and records: their ids, what each kind takes, and where it is written."""
