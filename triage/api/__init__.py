"""The API of judging: assessments, and the API's own description."""
