"""Sites of HugoBlox, of today and of older days: https://docs.hugoblox.com/.

What is one kind of page has had several folders (`content/publication`, `content/publications`)
and its fields several names over the years.  All are read alike; `site` knows the folders.
"""
