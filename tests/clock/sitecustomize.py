"""Put on PYTHONPATH by tests: the process believes it is FREEZE_AT, and time goes on."""

import os
from datetime import datetime

if moment := os.environ.get("FREEZE_AT"):
    import time_machine

    time_machine.travel(datetime.fromisoformat(moment), tick=True).start()
