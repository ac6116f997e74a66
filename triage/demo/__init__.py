"""The example city and the documented cases, built through the services.

Everything is dated by the data: no clock is read, so the city is the same each time.
"""
