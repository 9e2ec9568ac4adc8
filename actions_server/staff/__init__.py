"""Where the council's staff look after what families read: sign-in, articles, the audit log."""
