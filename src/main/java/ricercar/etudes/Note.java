package ricercar.etudes;

/** A written note: place and length in beats from the first bar, MIDI pitch, weight in (0, 1]. */
record Note(double beat, double length, int pitch, double weight) {}
