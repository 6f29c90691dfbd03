"""Lists of urgent words, one for each language, and finding them in what somebody wrote. Knows no database."""
