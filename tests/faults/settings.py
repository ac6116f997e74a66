"""A house of its own for fault tests: the real settings, with short waits.

Subjects of the messages are contacts, so nothing above notifications is needed.
"""

from config.settings import *  # noqa: F403, TID251

OUTBOX_DEADLINE_SECONDS = 2
OUTBOX_LEASE_SECONDS = 3
LONG_WORK_LEASE_SECONDS = 3
PERIODIC_WORK = ["notifications.digests.run_due_digests"]
DIGEST_SECTIONS = ["tests.notifications.fakes.headline"]
MAY_STILL_SEE = {
    "accounts.contact": "tests.notifications.fakes.may_see",
    "notifications.digestrun": "notifications.digests.may_still_see_digest",
}
CELERY_BEAT_SCHEDULE = {
    "deliver-outbox": {"task": "notifications.tasks.deliver_outbox", "schedule": 1.0},
    "take-slice": {"task": "notifications.tasks.take_slice", "schedule": 1.0},
    "do-what-is-due": {"task": "notifications.tasks.do_what_is_due", "schedule": 1.0},
}
# Tables straight from the models: quicker, and no fault here is about migrations.
MIGRATION_MODULES = dict.fromkeys(
    ("accounts", "notifications", "intake", "projects", "triage")
)
