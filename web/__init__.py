"""The browser's side over the same services."""
