"""Thin doors for the workers."""

from celery import shared_task
from django.utils import timezone

from .services.orphans import sweep_orphans as sweep


@shared_task
def sweep_orphans() -> None:
    sweep(now=timezone.now())
