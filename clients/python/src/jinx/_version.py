"""The version, that of the agent beside which it was made."""

__version__ = "0.1.0.dev0"
