"""Every thread publishes through our application, not Celery's nameless default."""

from concurrent.futures import ThreadPoolExecutor

from celery import current_app


def test_other_thread_has_our_application():
    with ThreadPoolExecutor(max_workers=1) as thread:
        name = thread.submit(lambda: current_app.main).result()

    assert name == "groundwork"
