package ricercar.etudes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** NSynth's instrument families, with the General MIDI programs that belong to them. */
enum NoteFamily {
  KEYBOARD(0, 7),
  MALLET(8, 15),
  ORGAN(16, 23),
  GUITAR(24, 31),
  BASS(32, 39),
  STRING(40, 51, 47),
  VOCAL(52, 54),
  BRASS(56, 63),
  REED(64, 71),
  FLUTE(72, 79),
  SYNTH_LEAD(80, 87),
  SYNTH_PAD(88, 95);

  private final List<Integer> programs;

  NoteFamily(int first, int last, Integer... without) {
    programs =
        IntStream.rangeClosed(first, last)
            .boxed()
            .filter(program -> !Arrays.asList(without).contains(program))
            .toList();
  }

  List<Integer> programs() {
    return programs;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(NoteFamily::label).toList();
  }
}
