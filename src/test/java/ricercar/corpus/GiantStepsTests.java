package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class GiantStepsTests {
  private static final PublicSet KEY = new GiantStepsKey();
  private static final String MTG = "giantsteps-mtg-key-dataset/";
  private static final String TEST = "giantsteps-key-dataset/";

  @TempDir Path folder;

  /** A friend of an artist for validation goes along, though nothing of theirs together is used. */
  private Miniature keys() {
    return new Miniature(folder.resolve("key"))
        .lines(
            GiantStepsKey.KEYS,
            "\r\n",
            "ID\tMANUAL KEY\tC",
            "1\tC# minor\t2",
            "2\tA major\t1",
            "3\tC minor / F# minor\t2",
            "4\t-\t0",
            "5\tD# major \t2",
            "6\tF minor\t2")
        .lines(
            GiantStepsKey.ARTISTS,
            "\n",
            "ID\tARTIST\tSONG TITLE",
            "1\t" + TRAINS + "\tx",
            "2\t" + TRAINS + "\tx",
            "3\t" + TRAINS + "\tx",
            "4\t" + TRAINS + "\tx",
            "5\t" + VALIDATES + "\tx",
            "6\t" + FRIEND + "\tx",
            "7\t" + FRIEND + ", " + VALIDATES + "\tx")
        .tone(MTG + "audio/1.LOFI.mp3", 61)
        .tone(MTG + "audio/5.LOFI.mp3", 31)
        .tone(MTG + "audio/6.LOFI.mp3", 31)
        .text(TEST + "annotations/key/9.LOFI.key", "Gb major\r\n")
        .tone(TEST + "audio/9.LOFI.mp3", 61)
        .expecting("tracks annotated by the MTG", 6, "test", 1);
  }

  private static final String TRAINS = artist(false, 0);
  private static final String FRIEND = artist(false, 1);
  private static final String VALIDATES = artist(true, 0);

  /** A name whose hash puts it where it is wanted. */
  private static String artist(boolean validating, int skip) {
    int left = skip;
    for (int i = 0; ; i++) {
      if (HashSplit.of("dj " + i, 116) >= 100 == validating && left-- == 0) {
        return "DJ " + i;
      }
    }
  }

  @Test
  void theHashIsSha1AsANumber() {
    // SHA-1 of "abc" is a9993e36 4706816a ba3e2571 7850c26c 9cd0d89d.
    assertThat(HashSplit.of("abc", 256)).isEqualTo(0x9d);
    assertThat(HashSplit.of("abc", 65_536)).isEqualTo(0xd89d);
  }

  @Test
  void sharpsBecomeFlatsAndUnsureOrSeveralKeysAreLeftOut() {
    Corpus corpus = keys().open(KEY);
    assertThat(corpus.task("key").classes())
        .hasSize(24)
        .startsWith("C major", "Db major")
        .contains("A minor", "Bb minor");
    assertThat(Miniature.labels(corpus, "key"))
        .containsOnly(
            Map.entry(MTG + "audio/1.LOFI.mp3", "TRAIN Db minor"),
            Map.entry(MTG + "audio/5.LOFI.mp3", "VALIDATION Eb major"),
            Map.entry(MTG + "audio/6.LOFI.mp3", "VALIDATION F minor"),
            Map.entry(TEST + "audio/9.LOFI.mp3", "TEST Gb major"));
  }

  @Test
  void tracksBecomeWholeClipsOfThirtySeconds() {
    Corpus corpus = keys().open(KEY);
    assertThat(corpus.clips())
        .extracting(Clip::id)
        .containsExactly(
            MTG + "audio/1.LOFI.mp3#0",
            MTG + "audio/1.LOFI.mp3#1",
            MTG + "audio/5.LOFI.mp3#0",
            MTG + "audio/6.LOFI.mp3#0",
            TEST + "audio/9.LOFI.mp3#0",
            TEST + "audio/9.LOFI.mp3#1");
  }

  @Test
  void theReportsOfKeysAreExact() {
    assertThat(keys().report(KEY))
        .isEqualTo(
            """
            giantsteps-key: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              tracks annotated by the MTG  expected       6  found       6
              test                         expected       1  found       1
            Known, and no fault:
              2 tracks are left out, since their key is not sure.
              1 tracks are left out, since they have several keys.
            """);
    assertThat(keys().page(MTG + "audio/5.LOFI.mp3").report(KEY))
        .startsWith("giantsteps-key: incomplete\n")
        .contains(
            "  giantsteps-mtg-key-dataset/audio/5.LOFI.mp3: The content is text (a web page) and no"
                + " sound; fetch the file again. Fetch it from the archived mirror that the set's page names.\n");
    assertThat(new Miniature(folder.resolve("none")).report(KEY))
        .startsWith("giantsteps-key: absent\n");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    Miniature odd = keys().text(TEST + "annotations/key/9.LOFI.key", "H major");
    assertThatThrownBy(() -> odd.verify(KEY))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("9.LOFI.key: 'H major' is no key");
    Miniature columns = keys().lines(GiantStepsKey.KEYS, "\n", "ID\tKEY\tC", "1\tC minor\t2");
    assertThatThrownBy(() -> columns.verify(KEY)).hasMessageContaining("and no others");
    Miniature unsure = keys().lines(GiantStepsKey.KEYS, "\n", "ID\tMANUAL KEY\tC", "1\tC minor\t?");
    assertThatThrownBy(() -> unsure.verify(KEY)).hasMessageContaining("the confidence '?'");
  }

  private Miniature tempi() {
    Miniature set = new Miniature(folder.resolve("tempo"));
    String[] tempi = {"128.0", "127.6", "90", "0.0"};
    for (int i = 0; i < 7; i++) {
      String name = (i < 6 ? 100 + i : 3041381) + ".LOFI";
      set.text("annotations/tempo/" + name + ".bpm", i < 6 ? tempi[i % 3] : "140");
      set.text("annotations_v2/tempo/" + name + ".bpm", i < 6 ? tempi[i % 3] + "\n" : tempi[3]);
      set.tone("audio/" + name + ".mp3", i == 0 ? 61 : 31);
    }
    return set.expecting("annotated tracks", 7, "tracks with a tempo", 6);
  }

  @Test
  void temposAreWholeAndZeroIsNone() {
    Corpus corpus = tempi().open(new GiantStepsTempo(2));
    assertThat(corpus.name()).isEqualTo("giantsteps-tempo v2 (not the published set)");
    assertThat(corpus.task("tempo").classes()).containsExactly("90", "128");
    assertThat(corpus.clips()).hasSize(7);
    assertThat(corpus.clips()).noneMatch(clip -> clip.track().contains("3041381"));
    assertThat(corpus.indices(Split.TEST)).isNotEmpty();
    Miniature first = tempi().expecting("annotated tracks", 7, "tracks with a tempo", 7);
    assertThat(first.open(new GiantStepsTempo(1)).task("tempo").classes())
        .containsExactly("90", "128", "140");
  }

  @Test
  void theReportsOfTempiAreExact() {
    PublicSet set = new GiantStepsTempo(2);
    assertThat(tempi().report(set))
        .isEqualTo(
            """
            giantsteps-tempo: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              annotated tracks     expected       7  found       7
              tracks with a tempo  expected       6  found       6
            Known, and no fault:
              audio/3041381.LOFI.mp3 has no tempo (0) in version 2; left out.
            """);
    assertThat(tempi().delete("audio/100.LOFI.mp3").report(set))
        .startsWith("giantsteps-tempo: incomplete\n")
        .contains("tracks with a tempo  expected       6  found       5  1 too few");
    assertThat(new Miniature(folder.resolve("none")).report(set))
        .startsWith("giantsteps-tempo: absent\n");
    Miniature odd = tempi().text("annotations_v2/tempo/100.LOFI.bpm", "fast");
    assertThatThrownBy(() -> odd.verify(set)).hasMessageContaining("'fast' is no tempo");
    assertThat(set.published()).containsEntry("tracks with a tempo", 661L);
  }
}
