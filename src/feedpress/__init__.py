"""A folder of documents goes in; feeds, pages and a newsletter edition come out."""

__version__ = "0.1.0"
