"""How estimates of finished projects held up, here and elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceClass(models.Model):
    """Percentiles of budget growth and of slips over one published list of projects.

    `growth_percent` and `slip_months` map a percentile ("80") to a number.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120)
    count = models.PositiveIntegerField(_("projects"))
    growth_percent = models.JSONField()
    slip_months = models.JSONField()
    bias = models.CharField(_("what it is biased by"), max_length=400)
    source = models.CharField(_("source"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("reference classes")

    def __str__(self) -> str:
        return self.name
