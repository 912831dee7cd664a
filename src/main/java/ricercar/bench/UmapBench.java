package ricercar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ricercar.Progress;
import ricercar.files.AtomicFiles;
import ricercar.files.NumpyFile;
import ricercar.geometry.Faithfulness;
import ricercar.geometry.ProjectionMethod;
import ricercar.random.Stream;

/** UMAP against umap-learn: time, and how faithful the maps are. */
public final class UmapBench {
  private static final String SCRIPT = "umap_learn.py";
  private static final int WIDTH = 128;
  private static final int CLUSTERS = 20;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Optional<PythonPeer> peer;
  private final Path folder;
  private final List<BenchRow> rows = new ArrayList<>();

  private UmapBench(Optional<PythonPeer> peer, Path folder) {
    this.peer = peer;
    this.folder = folder;
  }

  /** 2,000 and 10,000 points three times, 50,000 once; some minutes. */
  public static BenchReport run(Progress progress) {
    return run(progress, PythonPeer.interpreter(), new int[] {2_000, 10_000, 50_000});
  }

  static BenchReport run(Progress progress, Optional<String> python, int[] sizes) {
    Path folder = temporary();
    Optional<PythonPeer> peer =
        python.map(path -> PythonPeer.start(path, SCRIPT, "umap-learn and scikit-learn"));
    try {
      return new UmapBench(peer, folder).report(progress, sizes);
    } finally {
      peer.ifPresent(PythonPeer::close);
      AtomicFiles.delete(folder);
    }
  }

  private BenchReport report(Progress progress, int[] sizes) {
    float[][] all = embeddings(Arrays.stream(sizes).max().orElseThrow());
    Path file = folder.resolve("rows.npy");
    NumpyFile.write(file, all);
    peer.ifPresent(p -> p.ask("load " + file));
    // Both compile what they run on the first call.
    int few = Math.min(1_000, all.length);
    ProjectionMethod.UMAP.of(Arrays.copyOf(all, few), 0);
    peer.ifPresent(p -> p.ask("cpu " + folder.resolve("warm") + " 0 " + few));
    try (Progress.Task task = progress.start("UMAP", sizes.length)) {
      for (int size : sizes) {
        measure(Arrays.copyOf(all, size), size > 10_000 ? 1 : 3);
        task.step(1);
      }
    }
    return new BenchReport(
        "UMAP",
        ("Embeddings of width %d in %d Gaussian clusters that overlap, 15 neighbours, minimum"
                + " distance 0.1, seeded, which keeps umap-learn on one thread; ours finds"
                + " neighbours on all cores, of more than 12,000 points nearly all of them. Rounds in turns after a warm-up, three up to 10,000"
                + " points, one above. Both maps are judged by `geometry.Faithfulness`, 5"
                + " neighbours. %s")
            .formatted(
                WIDTH,
                CLUSTERS,
                peer.map(p -> "Against " + p.versions() + ".")
                    .orElse("Compared with nothing: " + PythonPeer.VARIABLE + " is not set.")),
        rows);
  }

  private void measure(float[][] x, int rounds) {
    double[][] ours = new double[4][rounds];
    double[][] theirs = new double[4][rounds];
    for (int round = 0; round < rounds; round++) {
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      double[][] points = ProjectionMethod.UMAP.of(x, round).points();
      ours[0][round] = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
      ours[1][round] = (System.nanoTime() - start) / 1e9;
      judge(x, points, ours, round);
      Path out = folder.resolve("points");
      String question = "cpu " + out + " " + round + " " + x.length;
      theirs[0][round] = peer.map(p -> p.ask(question)).orElse(Double.NaN);
      theirs[1][round] = peer.map(p -> p.ask("wall")).orElse(Double.NaN);
      if (peer.isPresent()) {
        judge(x, points(out), theirs, round);
      } else {
        theirs[2][round] = Double.NaN;
        theirs[3][round] = Double.NaN;
      }
    }
    String what = "UMAP of %,d points".formatted(x.length);
    row(what, "CPU s", ours[0], theirs[0], "≤ 1.0");
    row(what, "wall s", ours[1], theirs[1], "");
    row(what, "trustworthiness", ours[2], theirs[2], "≥ 0.99");
    row(what, "continuity", ours[3], theirs[3], "");
  }

  private static void judge(float[][] x, double[][] points, double[][] into, int round) {
    Faithfulness faithful = Faithfulness.of(x, points);
    into[2][round] = faithful.trustworthiness();
    into[3][round] = faithful.continuity();
  }

  private void row(String what, String unit, double[] ours, double[] theirs, String goal) {
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
    rows.add(new BenchRow(what, unit, median(ours), median(theirs), median(ratios), goal, ""));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static float[][] embeddings(int n) {
    float[][] centres = new float[CLUSTERS][];
    Arrays.setAll(centres, c -> gaussian(Stream.of(1, "umap bench/centre", c)));
    float[][] rows = new float[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = gaussian(Stream.of(1, "umap bench", i));
      for (int d = 0; d < WIDTH; d++) {
        rows[i][d] += 0.6f * centres[i % CLUSTERS][d];
      }
    }
    return rows;
  }

  private static float[] gaussian(Stream random) {
    float[] values = new float[WIDTH];
    for (int d = 0; d < WIDTH; d++) {
      values[d] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[][] points(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      double[][] points = new double[bytes.remaining() / 8][2];
      for (double[] point : points) {
        point[0] = bytes.getFloat();
        point[1] = bytes.getFloat();
      }
      return points;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("umap-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
