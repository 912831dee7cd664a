package ricercar.track;

import java.nio.file.Path;
import java.util.List;

/**
 * All that is needed to know where a result came from.
 *
 * @param ricercar version of this library, or "development" when run from class files
 * @param wallSeconds summed over the sessions, as {@code cpuSeconds}
 * @param peakMiB the most memory that the last session's process ever had; null where the system
 *     does not tell, and in runs older than this
 */
public record Provenance(
    String run,
    String ricercar,
    GitState git,
    long seed,
    int threads,
    String device,
    CorpusName corpus,
    double wallSeconds,
    double cpuSeconds,
    Integer peakMiB,
    List<TimesLog.Session> sessions,
    Machine machine) {

  public record CorpusName(String name, String fingerprint) {}

  static Provenance of(RunIdentity identity, List<TimesLog.Session> sessions) {
    return new Provenance(
        identity.hash(),
        version(),
        GitState.of(home()),
        identity.seed(),
        identity.threads(),
        identity.device(),
        new CorpusName(identity.corpusName(), identity.corpusFingerprint()),
        sessions.stream().mapToDouble(TimesLog.Session::wallSeconds).sum(),
        sessions.stream().mapToDouble(TimesLog.Session::cpuSeconds).sum(),
        Machine.peakMiB(),
        sessions,
        Machine.here());
  }

  public double peakMiBOrNaN() {
    return peakMiB == null ? Double.NaN : peakMiB;
  }

  /** The clone this library runs from: the launcher names it; else the working directory. */
  public static Path home() {
    String named = System.getenv("RICERCAR_HOME");
    return Path.of(named == null || named.isBlank() ? "" : named).toAbsolutePath();
  }

  public static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
