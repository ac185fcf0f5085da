"""The chat side: one thin file per feature; this package's register() is the map of the assistant."""
