"""What whoever operates Hearback does beside running it: looking for faults, backups, moving, a new token."""
