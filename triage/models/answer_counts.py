"""How the city answered before: what the next question takes as likely."""

from django.db import models


class AnswerCounts(models.Model):
    """Known answers of the past requests of one category, counted now and then.

    `counts` is question → option → how many requests said so. Kept as a row, because
    counting costs too much to do with every save.
    """

    category = models.OneToOneField(
        "intake.Category", models.CASCADE, related_name="answer_counts"
    )
    counts = models.JSONField(default=dict)
    requests = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.category}: {self.requests}"
