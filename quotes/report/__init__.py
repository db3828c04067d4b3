"""Reports: records as tables and sentences that a person reads; no file is opened here, and no model asked."""
