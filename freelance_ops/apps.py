from django.apps import AppConfig


class FreelanceOpsConfig(AppConfig):
    name = "freelance_ops"
    default_auto_field = "django.db.models.BigAutoField"
