"""What a change of the content means to visitors: two states of a site, and words for both."""
