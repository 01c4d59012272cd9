"""What was built, looked at as a browser looks at it; knows nothing of how it was made."""
