package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;

class NotesTests {
  private static final Notes.Tier TINY = new Notes.Tier("tiny", 60, 12, 24, 0.5, 60, 63);

  @TempDir Path folder;

  @Test
  void noInstrumentIsInTwoSplitsAndEveryFamilyIsInAll() {
    Corpus corpus = tiny("a", 1);
    Map<String, Set<Split>> splits = new TreeMap<>();
    Map<Split, Set<String>> families = new TreeMap<>();
    for (Clip clip : corpus.clips()) {
      splits.computeIfAbsent(clip.group(), group -> new HashSet<>()).add(clip.split());
      families
          .computeIfAbsent(clip.split(), split -> new HashSet<>())
          .addAll(clip.labels().get("family"));
    }
    assertThat(splits.values()).allMatch(of -> of.size() == 1);
    assertThat(families.values()).allMatch(of -> of.size() == NoteFamily.values().length);
    assertThat(corpus.clips().size()).isBetween(90, 96);
    assertThat(corpus.indices(Split.TEST).length).isBetween(22, 24);
  }

  @Test
  void oneSeedGivesOneCorpusAndAnotherAnother() {
    assertThat(tiny("a", 1).pcmHash(7)).isEqualTo(tiny("b", 1).pcmHash(7));
    assertThat(tiny("a", 1).clips()).isNotEqualTo(tiny("b", 2).clips());
  }

  @Test
  void aNoteSoundsAtItsPitchAndItsVelocity() {
    List<Notes.Note> notes =
        List.of(new Notes.Note(60, 100), new Notes.Note(69, 100), new Notes.Note(69, 25));
    List<float[]> flute = Synth.notes(Instrument.program(73), notes, 1, 0.75, Bank.builtIn());

    assertThat(frequency(flute.get(0))).isCloseTo(261.63, within(4.0));
    assertThat(frequency(flute.get(1))).isCloseTo(440, within(6.0));
    assertThat(rms(flute.get(2))).isLessThan(0.6 * rms(flute.get(1)));
  }

  @Test
  void notesDoNotHangOver() {
    Notes.Note note = new Notes.Note(60, 100);
    Notes.Note other = new Notes.Note(67, 127);
    Instrument pad = Instrument.program(89);
    float[] alone = Synth.notes(pad, List.of(note), 1, 0.75, Bank.builtIn()).get(0);
    float[] after = Synth.notes(pad, List.of(other, note), 1, 0.75, Bank.builtIn()).get(1);
    // The start of a pad's note is quiet: what hung over would be heard there.
    float[] start = Arrays.copyOf(after, 1600);
    assertThat(rms(start)).isCloseTo(rms(Arrays.copyOf(alone, 1600)), within(0.2 * rms(alone)));
  }

  private Corpus tiny(String place, long seed) {
    return Notes.open(folder.resolve(place), TINY, seed, Bank.builtIn(), null, Progress.SILENT);
  }

  /** By the strongest autocorrelation between 200 and 600 Hz. */
  private static double frequency(float[] sound) {
    int from = Etudes.SAMPLE_RATE / 5;
    int length = Etudes.SAMPLE_RATE / 4;
    double best = 0;
    int period = 0;
    for (int lag = Etudes.SAMPLE_RATE / 600; lag <= Etudes.SAMPLE_RATE / 200; lag++) {
      double sum = 0;
      for (int i = from; i < from + length; i++) {
        sum += sound[i] * sound[i + lag];
      }
      if (sum > best) {
        best = sum;
        period = lag;
      }
    }
    return (double) Etudes.SAMPLE_RATE / period;
  }

  private static double rms(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
