"""The books are the one admin site. Apps write plain `@admin.register` with `accounts.books.BooksAdmin`."""

from django.contrib.admin.apps import AdminConfig


class BooksConfig(AdminConfig):
    default_site = "freelance_ops.books.BooksSite"
