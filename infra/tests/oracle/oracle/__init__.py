"""An independent second opinion on what a report says: written from the rule book, not from the rules' code."""
