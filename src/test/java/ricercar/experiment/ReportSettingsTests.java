package ricercar.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ricercar.Problem;

class ReportSettingsTests {
  private static final String ROWS =
      "vary:\n- {name: untrained, method: untrained}\n- {name: one}\n- {name: both}\n";

  @TempDir Path folder;

  @Test
  void claimsNotesCostsAndReportedRowsAreRead() throws IOException {
    Report report =
        read(
            """
            report:
              costs: true
              claims:
                - {claim: both losses help, row: both, over: one, margin: 0.02}
                - {row: one, over: untrained}
              notes: [Small data.]
              reported:
                - row: both
                  name: 2L
                  values: {GTZAN accuracy: "0.850", AP: "0.4041"}
                  note: 6 s of Jamendo.
                - {name: CLMR, values: {AP: 0.36 †*}}
            """);
    assertThat(report.claims())
        .containsExactly(
            new Claim("both losses help", "both", "one", 0.02),
            new Claim("one ≥ untrained", "one", "untrained", null));
    assertThat(report.costs()).isTrue();
    assertThat(report.compareTo()).isEqualTo("untrained");
    assertThat(report.resamples()).isEqualTo(2000);
    assertThat(report.notes()).containsExactly("Small data.");
    assertThat(report.reported().get(0).values()).containsEntry("GTZAN accuracy", "0.850");
    assertThat(report.reported().get(0).values().keySet()).containsExactly("GTZAN accuracy", "AP");
    assertThat(report.reported().get(1).row()).isNull();
  }

  @Test
  void aReportThatAsksForNothingHasNone() throws IOException {
    Report report = read("");
    assertThat(report).isEqualTo(new Report(0.95, 2000, "untrained"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "claims: [{row: bth, over: one}] | :5: report.claims.0.row names no row: 'bth' | 'both'",
        "claims: [{row: both, over: onee}] | :5: report.claims.0.over names no row | 'one'",
        "claims: [{row: both, over: both}] | :5: A claim compares row 'both' with itself | over",
        "claims: [{row: both}]           | :5: A claim needs an 'over' | name",
        "claims: [{over: both}]          | :5: A claim needs a 'row' | name",
        "claims: [{row: both, over: one, margin: 0}] | :5: The margin of a claim | positive",
        "claims: [{row: both, ovr: one}] | no setting 'report.claims.0.ovr' | 'over'",
        "level: 0.4, claims: [{row: both, over: one}] | report.level must be above 0.5 | 0.4",
        "reported: [{row: bot, name: a, values: {AP: 1}}] | :5: report.reported.0.row names no | 'both'",
        "reported: [{name: a}]           | :5: The reported row 'a' needs its 'values' | values",
        "reported: [{values: {AP: 1}}]   | :5: A row of 'reported' needs the 'name' | name",
        "reported: [{name: a, values: {AP: [1]}}] | 'report.reported.0.values.AP' must be a text | 1",
        "costs: much                     | 'report.costs' must be true or false | much",
        "claim: []                       | there is no setting 'report.claim' | 'claims'"
      })
  void whatIsWrongIsSaidWithLineAndRemedy(String body, String message, String remedy) {
    assertThatThrownBy(() -> read("report: {" + body.strip() + "}\n"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message.strip())
        .hasMessageContaining(remedy.strip());
  }

  private Report read(String report) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), ROWS + report);
    return StudyPlan.read(file, Overrides.NONE).report();
  }
}
