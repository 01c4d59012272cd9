"""A repository made one's own: the sample content goes, and conf.py gets other values."""
