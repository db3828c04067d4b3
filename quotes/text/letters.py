"""Letters, as classes of patterns."""

#: A letter of any script but the small ones of Latin-1, Greek and Cyrillic, as a pattern; a list of all capitals takes
#: fifteen times as long to compile.
CAPITAL = r"(?![α-ώа-џ])[^\W\d_a-zª-¿ß-ÿ]"
