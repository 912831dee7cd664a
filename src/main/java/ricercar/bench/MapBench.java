package ricercar.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.files.AtomicFiles;
import ricercar.plot.EmbeddingMap;
import ricercar.random.Stream;

/** Frames per second of a map of very many points while it is dragged, in a headless browser. */
public final class MapBench {
  private static final int CLASSES = 12;
  private static final double SECONDS = 6;

  private MapBench() {}

  /** A minute or so. */
  public static BenchReport run(Progress progress) {
    List<BenchRow> rows = new ArrayList<>();
    String method =
        "A map of Gaussian clusters in 12 colours with names, opened from a file at 1280 by 800"
            + " CSS pixels, dragged by some pixels every frame for %.0f s; the browser draws at most"
                .formatted(SECONDS)
            + " 60 frames a second and has no graphics card.";
    if (Chromium.find().isEmpty()) {
      String why = "no Chromium on this machine";
      rows.add(new BenchRow("panning", "frames / s", Double.NaN, Double.NaN, Double.NaN, "", why));
      return new BenchReport("The map", method, rows);
    }
    try (Progress.Task task = progress.start("the map", 2)) {
      rows.addAll(measure(50_000, "≥ 30 frames / s"));
      task.step(1);
      rows.addAll(measure(200_000, "≥ 10 frames / s"));
      task.step(1);
    }
    return new BenchReport("The map", method, rows);
  }

  private static List<BenchRow> measure(int points, String goal) {
    try {
      Path folder = Files.createTempDirectory("map-bench");
      try (Chromium browser = Chromium.start()) {
        Path page = folder.resolve("map.html");
        map(points).write(page);
        browser.resize(1280, 800, false);
        long start = System.nanoTime();
        browser.open(page);
        browser.waitFor("document.querySelector('.map')?.panes?.[0].frames > 0");
        double opened = (System.nanoTime() - start) / 1e9;
        double rate = browser.ask(drag()).asDouble();
        String what = "%,d points".formatted(points);
        String size = "page of %.1f MB".formatted(Files.size(page) / 1e6);
        return List.of(
            new BenchRow("panning " + what, "frames / s", rate, Double.NaN, Double.NaN, goal, size),
            new BenchRow("opening " + what, "s", opened, Double.NaN, Double.NaN, "", size));
      } finally {
        AtomicFiles.delete(folder);
      }
    } catch (Exception e) {
      throw new Problem("The browser failed.", "Is Chromium in order?", e);
    }
  }

  /** Moves the view in a circle, one step a frame, and counts the frames that were painted. */
  private static String drag() {
    return """
        new Promise((done) => {
          const pane = document.querySelector('.map').panes[0];
          const before = pane.frames, start = performance.now();
          function turn(now) {
            const t = (now - start) / 1000;
            if (t > %s) { done((pane.frames - before) / t); return; }
            pane.view.x = 150 * Math.cos(4 * t);
            pane.view.y = 100 * Math.sin(4 * t);
            pane.draw();
            requestAnimationFrame(turn);
          }
          requestAnimationFrame(turn);
        })"""
        .formatted(SECONDS);
  }

  private static EmbeddingMap map(int points) {
    float[][] xy = new float[points][2];
    int[] classOf = new int[points];
    Stream random = Stream.of(1, "map bench");
    for (int i = 0; i < points; i++) {
      classOf[i] = i % CLASSES;
      double angle = 2 * Math.PI * classOf[i] / CLASSES;
      xy[i][0] = (float) (Math.cos(angle) + 0.2 * random.nextGaussian());
      xy[i][1] = (float) (Math.sin(angle) + 0.2 * random.nextGaussian());
    }
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(k -> "class " + k).toList();
    return EmbeddingMap.of("%,d points".formatted(points), xy, "class", classes, classOf)
        .named(IntStream.range(0, points).mapToObj(i -> "clip " + i).toList());
  }
}
