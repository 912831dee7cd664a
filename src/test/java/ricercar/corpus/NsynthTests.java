package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Problem;

class NsynthTests {
  private static final PublicSet SET = new Nsynth();

  @TempDir Path folder;
  private Miniature set;

  @BeforeEach
  void make() {
    set = new Miniature(folder.resolve("nsynth"));
    examples(
        "nsynth-train", note("bass", "synthetic", 7, 9), note("synth_lead", "synthetic", 1, 60));
    examples("nsynth-valid", note("bass", "electronic", 8, 120));
    examples("nsynth-test", note("bass", "electronic", 8, 61));
    set.tone("nsynth-train/audio/bass_synthetic_007-009-100.wav")
        .tone("nsynth-train/audio/synth_lead_synthetic_001-060-100.wav")
        .tone("nsynth-valid/audio/bass_electronic_008-120-100.wav")
        .tone("nsynth-test/audio/bass_electronic_008-061-100.wav")
        .expecting("train", 2, "validation", 1, "test", 1);
  }

  private static Map<String, Object> note(String family, String source, int number, int pitch) {
    String instrument = "%s_%s_%03d".formatted(family, source, number);
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("note", pitch * 1000);
    note.put("note_str", "%s-%03d-100".formatted(instrument, pitch));
    note.put("instrument", number);
    note.put("instrument_str", instrument);
    note.put("pitch", pitch);
    note.put("velocity", 100);
    note.put("sample_rate", 16_000);
    note.put("qualities", List.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 1));
    note.put("qualities_str", List.of("dark", "tempo-synced"));
    note.put("instrument_family", Nsynth.FAMILIES.indexOf(family));
    note.put("instrument_family_str", family);
    note.put("instrument_source", Nsynth.SOURCES.indexOf(source));
    note.put("instrument_source_str", source);
    return note;
  }

  @SafeVarargs
  private void examples(String split, Map<String, Object>... notes) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map<String, Object> note : notes) {
      all.put((String) note.get("note_str"), note);
    }
    set.text(split + "/examples.json", Json.line(all));
  }

  @Test
  void notesHavePitchFamilySourceVelocityAndQualities() {
    Corpus corpus = set.open(SET);
    assertThat(corpus.tasks())
        .extracting(Task::name)
        .containsExactly("pitch", "family", "source", "velocity", "qualities");
    assertThat(corpus.task("pitch").classes()).hasSize(112).startsWith("9").endsWith("120");
    assertThat(Miniature.labels(corpus, "pitch"))
        .containsEntry("bass_synthetic_007-009-100", "TRAIN 9")
        .containsEntry("bass_electronic_008-120-100", "VALIDATION 120")
        .containsEntry("bass_electronic_008-061-100", "TEST 61");
    assertThat(Miniature.labels(corpus, "family").values())
        .containsOnlyOnce("TRAIN synth_lead")
        .contains("TEST bass");
    assertThat(Miniature.labels(corpus, "qualities").values()).contains("TEST dark, tempo-synced");
    assertThat(corpus.labels("family").task().classes()).hasSize(11);
  }

  @Test
  void theReportsAreExact() {
    assertThat(set.report(SET))
        .isEqualTo(
            """
            nsynth: valid
            Folder: ROOT
            Judged by the folder's own expected-counts.json: this is NOT the published set.
              train       expected       2  found       2
              validation  expected       1  found       1
              test        expected       1  found       1
            Known, and no fault:
              No note of family synth_lead is in nsynth-valid.
              No note of family synth_lead is in nsynth-test.
            """);
    set.delete("nsynth-valid/examples.json")
        .empty("nsynth-test/audio/bass_electronic_008-061-100.wav");
    assertThat(set.verify(SET).exitStatus()).isEqualTo(1);
    assertThat(set.report(SET))
        .contains(
            """
              train       expected       2  found       2
              validation  expected       1  found       0  1 too few
              test        expected       1  found       0  1 too few
            """)
        .contains(
            """
            To repair:
              nsynth-valid/examples.json is missing. Unpack the split's archive again.
              nsynth-test/audio/bass_electronic_008-061-100.wav: The file is empty (0 bytes);\
             fetch it again. Unpack the split's archive again.
            Get it from: https://magenta.tensorflow.org/datasets/nsynth
            Licence: CC BY 4.0
            """);
    assertThat(new Miniature(folder.resolve("none")).report(SET))
        .startsWith("nsynth: absent\n")
        .contains("no nsynth-train, no nsynth-valid, no nsynth-test");
  }

  @Test
  void anInstrumentOfTrainingInAnotherSplitIsAFault() {
    examples("nsynth-test", note("bass", "synthetic", 7, 61));
    set.tone("nsynth-test/audio/bass_synthetic_007-061-100.wav");
    assertThat(set.report(SET))
        .contains("bass_synthetic_007-061-100: its instrument is also in nsynth-train.");
  }

  @Test
  void wrongLabelsAndUnknownFieldsAreRefused() {
    assertRefused("instrument_family", 1, "instrument_family 1 is not 'bass'");
    assertRefused("pitch", 62, "by its labels this is bass_electronic_008-062-100");
    assertRefused("pitch", 8, "pitch 8 is not in 9 to 120");
    assertRefused("velocity", 99, "velocity 99 is none of");
    assertRefused("loudness", 1, "has the fields");
    set.text("nsynth-test/examples.json", "{\"a\": {");
    assertThatThrownBy(() -> set.verify(SET)).hasMessageContaining("It must be whole JSON");
  }

  private void assertRefused(String field, int value, String why) {
    Map<String, Object> note = note("bass", "electronic", 8, 61);
    note.put(field, value);
    examples("nsynth-test", note);
    assertThatThrownBy(() -> set.verify(SET))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nsynth-test/examples.json, note bass_electronic_008-061-100")
        .hasMessageContaining(why);
  }
}
