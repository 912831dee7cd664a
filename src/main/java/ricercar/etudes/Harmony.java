package ricercar.etudes;

import java.util.List;

/** The chords of a style and the scale its melodies draw on. */
record Harmony(Melody melody, List<Progression> progressions) {}
