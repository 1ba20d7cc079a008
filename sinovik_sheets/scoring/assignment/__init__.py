"""Who scores what, where not every juror can score every entry."""
