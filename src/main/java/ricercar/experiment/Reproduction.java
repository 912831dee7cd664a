package ricercar.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.track.Machine;
import ricercar.track.Provenance;
import ricercar.track.RunFolder;
import ricercar.track.RunStore;

/**
 * A kept run made again, and compared field by field.
 *
 * @param remarks what was different around it, such as the JDK, and how long both took
 */
public record Reproduction(KeptRun run, List<Field> fields, List<String> remarks) {
  /**
   * @param kept null if it was not measured then
   * @param again what came out this time; of long lists, how they differ
   * @param equal to the bit
   */
  public record Field(String name, String kept, String again, boolean equal) {
    private String line(int width) {
      String sign = kept == null ? "+" : equal ? "=" : "≠";
      String told =
          kept == null
              ? again + " (not measured then)"
              : equal ? kept : "%s → %s".formatted(kept, again);
      return "  %s   %s%s  %s%n".formatted(sign, name, " ".repeat(width - name.length()), told);
    }
  }

  public Reproduction {
    fields = List.copyOf(fields);
    remarks = List.copyOf(remarks);
  }

  /**
   * @param scratch where it is made again; a run that is finished there is taken, and said to be
   */
  public static Reproduction of(
      KeptRun kept, RunStore scratch, Study.Executor executor, Progress progress) {
    kept.requireRepeatable(executor, progress);
    Optional<RunFolder> before = scratch.finished(executor.identify(kept.experiment(), progress));
    RunFolder again = new RunMaker(scratch, executor).finished(kept.experiment(), progress);
    Problem.unless(
        !place(again).equals(place(kept.folder())),
        "The run %s would be compared with itself: make it again in another folder than %s.",
        kept.told(),
        scratch.folder());
    List<String> remarks = new ArrayList<>(around(kept.folder().provenance(), again.provenance()));
    before.ifPresent(
        folder ->
            remarks.add(
                "made again before, at commit %s: delete %s to have it made now"
                    .formatted(folder.provenance().git(), folder.path())));
    return new Reproduction(kept, RunDifference.of(kept.folder(), again), remarks);
  }

  private static Path place(RunFolder run) {
    return run.path().toAbsolutePath().normalize();
  }

  /** Whether every number is the same to the bit. */
  public boolean equal() {
    return fields.stream().allMatch(Field::equal);
  }

  /** For a terminal. */
  public String told() {
    long compared = fields.stream().filter(field -> field.kept() != null).count();
    long different = fields.stream().filter(field -> !field.equal()).count();
    String verdict =
        different == 0
            ? "equal to the bit in all %d fields".formatted(compared)
            : "different in %d of %d fields".formatted(different, compared);
    int width = fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
    String lines = fields.stream().map(field -> field.line(width)).collect(Collectors.joining());
    String around = remarks.stream().map("      %s%n"::formatted).collect(Collectors.joining());
    return "%s: %s%n%s%s".formatted(run.told(), verdict, lines, around);
  }

  private static List<String> around(Provenance kept, Provenance again) {
    List<String> remarks = new ArrayList<>();
    Machine then = kept.machine();
    Machine now = again.machine();
    differs(remarks, "commit", kept.git(), again.git());
    differs(remarks, "JDK", then.java(), now.java());
    differs(remarks, "system", then.os(), now.os());
    differs(remarks, "CPU", then.cpu(), now.cpu());
    differs(remarks, "cores", then.cores(), now.cores());
    List<String> gone = without(then.jars(), now.jars());
    List<String> come = without(now.jars(), then.jars());
    if (!gone.isEmpty() || !come.isEmpty()) {
      remarks.add(
          "other jars: %s then, %s now"
              .formatted(
                  gone.isEmpty() ? "none more" : String.join(", ", gone),
                  come.isEmpty() ? "none more" : String.join(", ", come)));
    }
    remarks.add(
        "time: %.1f CPU-seconds then, %.1f now".formatted(kept.cpuSeconds(), again.cpuSeconds()));
    return remarks;
  }

  private static void differs(List<String> remarks, String what, Object then, Object now) {
    if (!then.equals(now)) {
      remarks.add("other %s: %s then, %s now".formatted(what, then, now));
    }
  }

  private static List<String> without(List<String> all, List<String> other) {
    return all.stream().filter(jar -> !other.contains(jar)).toList();
  }
}
