"""The API of asking: requests, their answers, and the questionnaire."""
