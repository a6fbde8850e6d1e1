from django.apps import AppConfig


class FreelanceOpsConfig(AppConfig):
    name = "freelance_ops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415 - registers itself
