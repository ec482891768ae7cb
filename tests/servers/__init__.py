"""Servers on the loopback interface that answer as the real ones do."""
