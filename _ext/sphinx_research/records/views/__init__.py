"""What pages show of records: small frozen values, complete and ready to be drawn.

A view holds every word, link and mark that appears, so that its digest changes exactly
when the page would.
"""
