package ricercar.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.Task;
import ricercar.experiment.Experiment;
import ricercar.experiment.Study;
import ricercar.metric.Outcomes;
import ricercar.random.Stream;
import ricercar.track.RunFolder;
import ricercar.track.RunIdentity;
import ricercar.track.RunResult;

/**
 * Experiments that cost nothing: coins whose sides are the easier to tell, the nearer the
 * temperature lies to 0.2.
 */
final class Coins implements Study.Executor {
  /** A temperature above it takes all memory there is. */
  static final double TOO_HOT = 9;

  private static final int TOSSES = 50;

  private final int milliseconds;

  Coins(int milliseconds) {
    this.milliseconds = milliseconds;
  }

  @Override
  public RunIdentity identify(Experiment experiment, Progress progress) {
    return experiment.identity("coins", "f00d".repeat(16), "cpu", "");
  }

  @Override
  public RunResult run(Experiment experiment, RunFolder folder, Progress progress) {
    double temperature = experiment.contrastive().temperature();
    if (temperature > TOO_HOT) {
      fill();
    }
    await();
    double off = Math.abs(Math.log(temperature / 0.2));
    Task coin = new Task("side", Task.Kind.SINGLE_LABEL, List.of("head", "tail"));
    Stream random = Stream.of(experiment.seed(), "coins", Double.doubleToLongBits(temperature));
    List<String> items = new ArrayList<>();
    int[][] truth = new int[TOSSES][];
    float[][] scores = new float[TOSSES][];
    for (int i = 0; i < TOSSES; i++) {
      int side = i % 2;
      items.add("toss " + i);
      truth[i] = new int[] {side};
      float told = random.chance(0.5 + 0.5 * Math.exp(-off)) ? 1 : 0;
      scores[i] = side == 0 ? new float[] {told, 1 - told} : new float[] {1 - told, told};
    }
    return new RunResult(
        new Outcomes(coin, items, items, truth, scores),
        Map.of("probe validation loss", off + 0.01 * random.nextGaussian()));
  }

  private void await() {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("The toss was interrupted.", "", e);
    }
  }

  private static void fill() {
    List<long[]> heap = new ArrayList<>();
    while (true) {
      heap.add(new long[1 << 20]);
    }
  }
}
