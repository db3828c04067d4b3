"""The ranker of speakers as plain numbers: read by ``quotes.speakers.ranker``."""
