package ricercar.check;

import java.util.ArrayList;
import java.util.List;

/** What a directory of golden cases says about this build. */
public record CheckReport(List<CaseResult> cases) {
  public CheckReport {
    cases = List.copyOf(cases);
  }

  public long count(Status status) {
    return cases.stream().filter(c -> c.status() == status).count();
  }

  /** Whether no case failed and none was unreadable. */
  public boolean clean() {
    return cases.stream().noneMatch(c -> c.status().isFault());
  }

  /** For a shell: 0 if clean, else 1. */
  public int exitStatus() {
    return clean() ? 0 : 1;
  }

  /** One line per case, then the summary. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(cases.stream().map(CaseResult::line).toList());
    lines.add(summary());
    return lines;
  }

  public String summary() {
    return "%d passed, %d failed, %d unreadable, %d not built yet (these do not count as passed)"
        .formatted(
            count(Status.PASS),
            count(Status.FAIL),
            count(Status.UNREADABLE),
            count(Status.NOT_BUILT));
  }
}
