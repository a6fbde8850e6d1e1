"""What follows from what: the whole table. verb -> {stable name: dotted service}; a name, once used, never changes."""

REACTIONS: dict[str, dict[str, str]] = {}
