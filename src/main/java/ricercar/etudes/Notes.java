package ricercar.etudes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.corpus.Task;
import ricercar.files.Cache;
import ricercar.random.Stream;

/**
 * Single notes of General MIDI instruments, in the manner of NSynth (Engel et al. 2017): tasks
 * pitch, family and velocity. No instrument is in two splits; with a second bank, the whole test
 * split is played with it. A track is all notes of one instrument, since they share its sound.
 */
public final class Notes {
  /** Raise it with any change that is heard or changes a label: corpora are kept by it. */
  private static final int VERSION = 1;

  /** NSynth's five. */
  private static final List<Integer> VELOCITIES = List.of(25, 50, 75, 100, 127);

  /** Of the clip, before the key is let go; NSynth holds 3 of 4 s. */
  private static final double HELD = 0.75;

  private static final float INAUDIBLE = 1e-3f;

  private Notes() {}

  /**
   * @param seconds of each note
   * @param lowest pitch, and {@code highest}, as MIDI numbers
   */
  public record Tier(
      String name, int train, int validation, int test, double seconds, int lowest, int highest) {
    public static final Tier QUICK = new Tier("quick", 288, 72, 144, 3, 48, 71);
    public static final Tier FULL = new Tier("full", 2400, 480, 960, 3, 36, 83);

    public static Tier named(String name) {
      return List.of(QUICK, FULL).stream()
          .filter(tier -> tier.name.equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new Problem("There are no notes of tier '" + name + "'.", "Take quick or full."));
    }

    private int size(Split split) {
      return switch (split) {
        case TRAIN -> train;
        case VALIDATION -> validation;
        case TEST -> test;
      };
    }

    private List<String> pitches() {
      return IntStream.rangeClosed(lowest, highest).mapToObj(Integer::toString).toList();
    }
  }

  /** One note to play. */
  record Note(int pitch, int velocity) {}

  /** The notes of one instrument in one split. */
  private record Part(Split split, NoteFamily family, int program, List<Note> notes) {}

  /**
   * Opens the corpus from the cache, after rendering it if it is not there.
   *
   * @param bank of all splits, or of the two that are not for testing
   * @param testBank of the test split; null for the same bank
   */
  public static Corpus open(Tier tier, long seed, Bank bank, Bank testBank, Progress progress) {
    return open(Cache.folder("corpora"), tier, seed, bank, testBank, progress);
  }

  static Corpus open(
      Path corpora, Tier tier, long seed, Bank bank, Bank testBank, Progress progress) {
    String banks = testBank == null ? bank.name() : bank.name() + "-to-" + testBank.name();
    String name = "notes-%s-%s-seed%d".formatted(tier.name(), banks, seed);
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("composer", "notes " + VERSION);
    provenance.put("seed", Long.toString(seed));
    provenance.put("bank", bank.name());
    provenance.put("bankSha256", bank.sha256());
    if (testBank != null) {
      provenance.put("testBank", testBank.name());
      provenance.put("testBankSha256", testBank.sha256());
    }
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(name, Etudes.SAMPLE_RATE, tasks(tier), provenance);
    return CorpusBuilder.build(
        corpora.resolve(name + "-v" + VERSION),
        header,
        builder -> fill(builder, tier, parts(tier, seed), bank, testBank, progress));
  }

  static List<Task> tasks(Tier tier) {
    return List.of(
        new Task("pitch", Task.Kind.SINGLE_LABEL, tier.pitches()),
        new Task("family", Task.Kind.SINGLE_LABEL, NoteFamily.labels()),
        new Task(
            "velocity",
            Task.Kind.SINGLE_LABEL,
            VELOCITIES.stream().map(velocity -> Integer.toString(velocity)).toList()));
  }

  /** Families in turn, their instruments in turn, every note of an instrument once at most. */
  private static List<Part> parts(Tier tier, long seed) {
    List<Part> parts = new ArrayList<>();
    for (Split split : Split.values()) {
      NoteFamily[] families = NoteFamily.values();
      for (NoteFamily family : families) {
        List<Integer> programs = programs(family, split, seed);
        int notes = tier.size(split) / families.length;
        for (int i = 0; i < programs.size(); i++) {
          int share = notes / programs.size() + (i < notes % programs.size() ? 1 : 0);
          Stream random = Stream.of(seed, "notes", split.ordinal(), programs.get(i));
          parts.add(new Part(split, family, programs.get(i), notes(tier, share, random)));
        }
      }
    }
    return parts;
  }

  /** Of a family's programs, in a drawn order, about a quarter for testing, at least one each. */
  static List<Integer> programs(NoteFamily family, Split split, long seed) {
    List<Integer> all = family.programs();
    int[] order = Stream.of(seed, "programs", family.ordinal()).permutation(all.size());
    int test = Math.max(1, all.size() / 4);
    int validation = 1;
    List<Integer> drawn = IntStream.of(order).mapToObj(all::get).toList();
    return switch (split) {
      case TEST -> drawn.subList(0, test);
      case VALIDATION -> drawn.subList(test, test + validation);
      case TRAIN -> drawn.subList(test + validation, drawn.size());
    };
  }

  private static List<Note> notes(Tier tier, int count, Stream random) {
    int pitches = tier.highest() - tier.lowest() + 1;
    int[] order = random.permutation(pitches * VELOCITIES.size());
    return IntStream.range(0, Math.min(count, order.length))
        .mapToObj(
            i -> new Note(tier.lowest() + order[i] % pitches, VELOCITIES.get(order[i] / pitches)))
        .toList();
  }

  private static void fill(
      CorpusBuilder builder,
      Tier tier,
      List<Part> parts,
      Bank bank,
      Bank testBank,
      Progress progress) {
    try (Progress.Task task = progress.start("rendering notes " + tier.name(), parts.size())) {
      for (Part part : parts) {
        Bank played = part.split() == Split.TEST && testBank != null ? testBank : bank;
        task.note(part.family().label());
        List<float[]> sounds =
            Synth.notes(
                Instrument.program(part.program()),
                part.notes(),
                tier.seconds(),
                HELD * tier.seconds(),
                played);
        for (int i = 0; i < sounds.size(); i++) {
          // Some banks leave out keys that an instrument does not have.
          if (peak(sounds.get(i)) >= INAUDIBLE) {
            builder.add(clip(part, part.notes().get(i), sounds.get(i).length), sounds.get(i), null);
          }
        }
        task.step(1);
      }
    }
  }

  private static Clip clip(Part part, Note note, int samples) {
    String instrument =
        "%s-%03d".formatted(part.family().name().toLowerCase(Locale.ROOT), part.program());
    return new Clip(
        "%s-%03d-%03d".formatted(instrument, note.pitch(), note.velocity()),
        instrument,
        instrument,
        part.split(),
        samples,
        Map.of(
            "pitch", List.of(Integer.toString(note.pitch())),
            "family", List.of(part.family().label()),
            "velocity", List.of(Integer.toString(note.velocity()))));
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
