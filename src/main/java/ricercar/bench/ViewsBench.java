package ricercar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ricercar.Progress;
import ricercar.augment.Augmentation;
import ricercar.augment.Chains;
import ricercar.augment.Echo;
import ricercar.augment.FrequencyRange;
import ricercar.augment.FrequencyRange.Spacing;
import ricercar.augment.Gain;
import ricercar.augment.HighPass;
import ricercar.augment.LowPass;
import ricercar.augment.PitchShift;
import ricercar.augment.RelativeNoise;
import ricercar.augment.Reverb;
import ricercar.augment.Transpositions;
import ricercar.random.Stream;

/** Views per second and core of CLMR's chain, against torchaudio and SoX in Python. */
public final class ViewsBench {
  private static final int RATE = 22050;
  private static final int SAMPLES = 59049;

  /**
   * The CPU time of a process is counted in steps of 10 ms, so single operations run as often as
   * fills as many milliseconds as the chain runs views; none counts as quicker than this.
   */
  private static final double LEAST_MS = 0.02;

  private static final String SCRIPT = "views_torchaudio.py";
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Optional<PythonPeer> peer;
  private final int rounds;
  private final int views;
  private final float[] sound = sound();

  private ViewsBench(Optional<PythonPeer> peer, int rounds, int views) {
    this.peer = peer;
    this.rounds = rounds;
    this.views = views;
  }

  /** Seven rounds of 200 views; about two minutes. */
  public static BenchReport run(Progress progress) {
    return run(progress, PythonPeer.interpreter(), 7, 200);
  }

  static BenchReport run(Progress progress, Optional<String> python, int rounds, int views) {
    Optional<PythonPeer> peer = python.map(path -> PythonPeer.start(path, SCRIPT));
    try {
      return new ViewsBench(peer, rounds, views).report(progress);
    } finally {
      peer.ifPresent(PythonPeer::close);
    }
  }

  private BenchReport report(Progress progress) {
    Map<String, Augmentation> operations = operations();
    List<BenchRow> rows = new ArrayList<>();
    try (Progress.Task task = progress.start("views", operations.size())) {
      for (Map.Entry<String, Augmentation> operation : operations.entrySet()) {
        rows.add(row(operation.getKey(), operation.getValue()));
        task.step(1);
      }
    }
    String against =
        peer.map(
                p ->
                    "Against %s with SoX through `torchaudio.sox_effects`, same probabilities and ranges; its filters are biquads, ours windowed sincs."
                        .formatted(p.versions()))
            .orElse(
                "Compared with nothing, since %s names no Python.".formatted(PythonPeer.VARIABLE));
    return new BenchReport(
        "Augmented views",
        "Views of 59,049 samples at 22,050 Hz, one thread each, CPU time of the whole process in %d alternating rounds of %d views, after a warm-up. %s Pitch (5 cents) and reverb decay (10 %%) are held by tests."
            .formatted(rounds, views, against),
        rows);
  }

  private BenchRow row(String name, Augmentation augmentation) {
    boolean chain = name.equals("clmr");
    ours(augmentation, 2 * views, -2);
    double quick = ours(augmentation, views, -1);
    int count = chain ? views : (int) Math.max(1, views / Math.max(LEAST_MS, quick));
    peer.ifPresent(p -> p.ask(name + " " + Math.max(1, count / 4) + " 0"));
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      String question = name + " " + count + " " + (round + 1);
      ours[round] = ours(augmentation, count, round);
      theirs[round] = peer.map(p -> p.ask(question)).orElse(Double.NaN);
      ratios[round] = theirs[round] / ours[round];
    }
    return chain
        ? new BenchRow(
            "CLMR's chain",
            "views / CPU s",
            1000 / median(ours),
            1000 / median(theirs),
            median(ratios),
            "≥ 3",
            peer.isPresent() ? "" : "set " + PythonPeer.VARIABLE + " to compare")
        : new BenchRow(
            name.replace('_', '-'),
            "CPU ms",
            median(ours),
            median(theirs),
            1 / median(ratios),
            "",
            "");
  }

  /** CPU milliseconds per view of the whole process, so collecting garbage counts. */
  private double ours(Augmentation augmentation, int count, int round) {
    Stream random = Stream.of(round, "bench");
    long start = SYSTEM.getProcessCpuTime();
    for (int view = 0; view < count; view++) {
      augmentation.apply(sound, RATE, random.child("view", view));
    }
    return (SYSTEM.getProcessCpuTime() - start) / 1e6 / count;
  }

  /** By the names that the script knows; the same draws of parameters there. */
  private static Map<String, Augmentation> operations() {
    Map<String, Augmentation> operations = new LinkedHashMap<>();
    operations.put("clmr", Chains.clmr());
    operations.put("pitch", new PitchShift(new Transpositions.Cents(-700, 700)));
    operations.put("reverb", new Reverb());
    operations.put("high_pass", new HighPass(new FrequencyRange(200, 1200, Spacing.HERTZ)));
    operations.put("low_pass", new LowPass(new FrequencyRange(2200, 4000, Spacing.HERTZ)));
    operations.put("delay", new Echo(200, 450, 50, .5));
    operations.put("noise", new RelativeNoise(1e-4, 1e-2));
    operations.put("gain", new Gain(-20, -1, true));
    return operations;
  }

  private static float[] sound() {
    Stream random = Stream.of(1, "bench sound");
    float[] sound = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double tone = Math.sin(2 * Math.PI * 220 * i / RATE);
      sound[i] = (float) (0.3 * tone + 0.1 * random.nextGaussian());
    }
    return sound;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
