"""Tables by noun, sessions, migrations."""
