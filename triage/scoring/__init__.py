"""Pure rules: answers in, judgement out.

Nothing here knows Django, the clock or the settings, and no rule uses floats:
the same answers and the same rubric give the same result for ever.
"""
