"""Put finished entries together into an issue, and into the draft that the editor edits."""
