"""Put on PYTHONPATH by tests: the process believes it is FREEZE_AT, and time goes on.

FREEZE_SINCE is the real moment (seconds) at which it was FREEZE_AT, so that processes
started one after the other agree.
"""

import os
import time
from datetime import datetime

if moment := os.environ.get("FREEZE_AT"):
    import time_machine

    frozen = datetime.fromisoformat(moment)
    traveller = time_machine.travel(frozen, tick=True).start()
    if since := os.environ.get("FREEZE_SINCE"):
        # Measured after the start, which on a busy machine takes a second itself.
        gone_by = time_machine.escape_hatch.time.time() - float(since)
        traveller.shift(frozen.timestamp() + gone_by - time.time())
