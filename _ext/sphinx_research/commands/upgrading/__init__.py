"""Bringing a site to a newer version: its code from an upstream, its content by steps."""
