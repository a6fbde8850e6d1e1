"""The kill test: real workers die by SIGKILL while work flows, and afterwards every effect is there exactly once."""
