"""What a failed try means: try again, give up, or stop the whole channel."""

import smtplib
from enum import StrEnum


class Verdict(StrEnum):
    RETRY = "retry"
    GIVE_UP = "give_up"
    HOLD_CHANNEL = "hold_channel"
    # Ours, not the network's: trying for a day would not help.
    RETRY_TWICE = "retry_twice"


class RenderingFailed(Exception):
    """A template or its context is broken."""


# RFC 4954: authentication failed, or is required: nobody's mail would get through.
_NOT_LET_IN = (530, 534, 535)
_PERMANENT = 500
# RFC 5321: no such mailbox; nothing more should go there.
_NO_SUCH_MAILBOX = (550, 551, 553)


def judge(error: Exception) -> Verdict:
    if isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
        return _judge_code(error)
    if isinstance(error, OSError | smtplib.SMTPException):
        return Verdict.RETRY
    return Verdict.RETRY_TWICE


def refused_address(error: Exception) -> bool:
    """Whether the server says that the mailbox does not exist."""
    return (
        isinstance(error, smtplib.SMTPRecipientsRefused)
        and _code(error) in _NO_SUCH_MAILBOX
    )


def _judge_code(
    error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused,
) -> Verdict:
    code = _code(error)
    if code in _NOT_LET_IN:
        return Verdict.HOLD_CHANNEL
    # A 5xx greeting is about the server or us, and may pass.
    greeting = isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError)
    if code >= _PERMANENT and not greeting:
        return Verdict.GIVE_UP
    return Verdict.RETRY


def _code(
    error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused,
) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # One recipient a mail.
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code
