package ricercar.etudes;

import java.util.List;

/**
 * One way to play a groove: a metre, a tempo range and the patterns that fit together.
 *
 * @param swing where the off-beat falls within its pair, 0.5 for straight; null for straight
 * @param sixteenths the pair that swings is one of sixteenths instead of eighths
 * @param bass signs: R 3 5 6 7 8 chord tones, w a walking tone, a an approach to the next root
 * @param comp signs: x the whole chord, l its lowest tone, 1 2 3 4 single tones upwards
 */
record Feel(
    int beats,
    Span tempo,
    Span swing,
    boolean sixteenths,
    boolean halfTime,
    List<Beat> drums,
    List<Pattern> bass,
    List<Pattern> comp,
    List<Pattern> lead) {

  Feel {
    swing = swing == null ? new Span(0.5, 0.5) : swing;
  }

  /** This feel with the drums and the bass of another. */
  Feel overRhythmOf(Feel other) {
    return new Feel(beats, tempo, swing, sixteenths, halfTime, other.drums, other.bass, comp, lead);
  }

  /** Moves a straight position (in beats) to where the swing puts it. */
  double swung(double beat, double ratio) {
    double pair = sixteenths ? 0.5 : 1;
    double start = StrictMath.floor(beat / pair + 1e-9) * pair;
    double within = (beat - start) / pair;
    double moved = within < 0.5 ? within * 2 * ratio : ratio + (within - 0.5) * 2 * (1 - ratio);
    return start + moved * pair;
  }
}
