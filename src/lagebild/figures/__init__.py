"""What is counted over the whole record: timelines, dyads, networks, maps."""
