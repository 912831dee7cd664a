package ricercar.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.Problem;

class LabelStudioTests {
  private static final List<String> CLASSES = List.of("piano", "organ");
  private static final Sessions SESSION =
      new Sessions()
          .says("ann@example.org", "c1", "piano", new Verdict.Confirm())
          .says("bob", "c1", "piano", new Verdict.Correct("organ", false))
          .says("ann@example.org", "c2", "piano", new Verdict.Correct("harp, \"old\"", true))
          .says("ann@example.org", "c3", "organ", new Verdict.Reject())
          .says("bob", "c3", "organ", new Verdict.Skip());

  /** As Label Studio 1.x exports it: numbers as people, a choice of another name, no prediction. */
  private static final String EXPORT =
      """
      [{
        "id": 17, "created_at": "2024-03-09T21:52:49.513742Z", "project": 83, "file_upload": "f.wav",
        "data": {"audio": "/data/upload/83/3c0a1-etude-00017.wav"},
        "annotations": [{
          "id": 1001, "completed_by": 10, "was_cancelled": false, "ground_truth": false,
          "created_at": "2024-03-09T22:16:08.728353Z", "updated_at": "2024-03-09T22:16:09.728378Z",
          "lead_time": 4.288, "prediction": {}, "result_count": 1, "task": 17,
          "unique_id": "6b1cdb3e-9f3c-4a0e-9c61-6f5a2a1f1d11",
          "parent_prediction": null, "parent_annotation": null,
          "result": [
            {"value": {"start": 0, "end": 3.1, "channel": 0, "labels": ["noise"]}, "id": "a1",
             "from_name": "label", "to_name": "audio", "type": "labels", "origin": "manual"},
            {"value": {"choices": ["organ"]}, "id": "Dx_aB91ISN",
             "from_name": "instrument", "to_name": "audio", "type": "choices", "origin": "manual"}]
        }, {
          "id": 1002, "completed_by": {"id": 11, "email": "eve@example.org", "first_name": ""},
          "was_cancelled": true, "created_at": "2024-03-10T08:00:00Z", "lead_time": 1.5,
          "result": []
        }],
        "predictions": [{"model_version": "m3", "score": 0.61, "created_ago": "3 hours",
          "result": [{"from_name": "instrument", "to_name": "audio", "type": "choices",
            "value": {"choices": ["piano"]}}]}]
      }]
      """;

  @Test
  void whatIsExportedAsJsonIsImportedAgain() {
    String text = LabelStudio.toJson(SESSION.entries(), clip -> "http://localhost/" + clip);
    List<Entry.Judged> back = LabelStudio.fromJson("x.json", text, CLASSES, address -> "unused");
    assertThat(back).hasSameElementsAs(judged());
    assertThat(LabelState.replay(Sessions.BASE, List.copyOf(back))).isEqualTo(SESSION.state());
  }

  @Test
  void whatIsExportedAsCsvIsImportedAgain() {
    String text = LabelStudioCsv.toCsv(SESSION.entries(), clip -> "http://localhost/" + clip);
    assertThat(text.lines().findFirst().orElseThrow())
        .startsWith("audio,id,class,annotator,annotation_id,created_at,updated_at,lead_time");
    List<Entry.Judged> back =
        LabelStudioCsv.fromCsv("x.csv", text, "class", CLASSES, address -> "unused");
    assertThat(back).isEqualTo(judged());
  }

  @Test
  void whatIsTakenBackIsNotExported() {
    List<Entry> undone =
        new Sessions()
            .says("ann", "c1", "piano", new Verdict.Confirm())
            .says("ann", "c2", "piano", new Verdict.Confirm())
            .undo("v0")
            .entries();
    assertThat(LabelStudio.toJson(undone, clip -> clip))
        .contains("\"c2\"")
        .doesNotContain("\"c1\"");
    assertThat(LabelStudioCsv.toCsv(undone, clip -> clip)).contains("c2").doesNotContain("c1");
  }

  @Test
  void anExportOfLabelStudioIsRead() {
    List<Entry.Judged> read =
        LabelStudio.fromJson(
            "export.json",
            EXPORT,
            CLASSES,
            address -> address.replaceAll(".*-(etude-.*)\\.wav", "$1"));
    assertThat(read)
        .containsExactly(
            new Entry.Judged(
                "6b1cdb3e-9f3c-4a0e-9c61-6f5a2a1f1d11",
                "user 10",
                Instant.parse("2024-03-09T22:16:08.728353Z"),
                "etude-00017",
                new Prediction("piano", 0.61, 0),
                new Verdict.Correct("organ", false),
                4288,
                "m3"),
            new Entry.Judged(
                "label-studio-1002",
                "eve@example.org",
                Instant.parse("2024-03-10T08:00:00Z"),
                "etude-00017",
                new Prediction("piano", 0.61, 0),
                new Verdict.Skip(),
                1500,
                "m3"));
  }

  @Test
  void aTableOfLabelStudioIsRead() {
    String table =
        """
        audio,id,instrument,annotator,annotation_id,created_at,updated_at,lead_time
        /data/upload/83/3c0a1-c1.wav,17,organ,10,1001,2024-03-09T22:16:08.728353Z,2024-03-09T22:16:08.7Z,4.288
        /data/upload/83/3c0a2-c2.wav,18,,10,1002,2024-03-09T22:17:08.728353Z,2024-03-09T22:17:08.7Z,2
        """;
    List<Entry.Judged> read =
        LabelStudioCsv.fromCsv(
            "x.csv",
            table,
            "instrument",
            CLASSES,
            address -> address.replaceAll(".*-(c\\d).wav", "$1"));
    assertThat(read)
        .extracting(Entry.Judged::clip, entry -> entry.verdict().kind(), Entry.Judged::milliseconds)
        .containsExactly(
            tuple("c1", Verdict.Kind.CONFIRM, 4288L), tuple("c2", Verdict.Kind.SKIP, 2000L));
    assertThat(LabelState.replay(Sessions.BASE, List.copyOf(read)).label("c1")).contains("organ");
  }

  @Test
  void severalClassesOfAClipAndBrokenFilesAreRefused() {
    String two = EXPORT.replace("[\"organ\"]", "[\"organ\", \"piano\"]");
    assertThatThrownBy(() -> LabelStudio.fromJson("export.json", two, CLASSES, a -> a))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("task 17");
    assertThatThrownBy(() -> LabelStudio.fromJson("export.json", "[{", CLASSES, a -> a))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(
            () -> LabelStudioCsv.fromCsv("x.csv", "audio,id\na,1\n", "class", CLASSES, a -> a))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'class'");
  }

  private static List<Entry.Judged> judged() {
    return SESSION.entries().stream().map(Entry.Judged.class::cast).toList();
  }
}
