"""What follows from what: the whole table. verb -> {stable name: dotted service}; a name, once used, never changes.

A target is a function `(event, *, now)` that only works on the database, or an `outbox.services.reactions.Slow`.
"""

REACTIONS: dict[str, dict[str, str]] = {}

# Letters whose body is never kept: template -> function `(refs, *, now)` that gives the secret's values when it is sent.
SECRET_LETTERS: dict[str, str] = {}
