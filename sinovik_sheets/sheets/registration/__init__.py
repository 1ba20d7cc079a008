"""Registration: the form sent to units, and what forms and lists of innovations hold."""
