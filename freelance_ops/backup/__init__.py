"""The whole desk in one file: every table's rows and every stored file, the same on SQLite and PostgreSQL.

A compressed tar: `tables/<app.model>.jsonl` in Django's own JSON Lines, `files/<key>`, and last `manifest.json` with
the migrations, the counts and the SHA-256 of every member. The secret key is never in it.
"""
