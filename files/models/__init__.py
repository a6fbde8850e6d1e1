from .stored_file import StoredFile, vault

__all__ = ["StoredFile", "vault"]
