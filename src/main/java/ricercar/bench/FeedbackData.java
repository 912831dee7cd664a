package ricercar.bench;

import java.util.List;
import java.util.stream.IntStream;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;

/**
 * Drawn embeddings of clips in classes that overlap: clip i has class i mod classes, and its
 * windows lie around the clip, which lies around its class.
 */
record FeedbackData(WindowEmbeddings windows, int clips, int classes) {
  static final int WIDTH = 128;
  static final int WINDOWS = 3;

  static FeedbackData drawn(int clips, int classes) {
    float[][] centres = new float[classes][WIDTH];
    for (int c = 0; c < classes; c++) {
      add(centres[c], 0.3, Stream.of(1, "feedback bench/class", c));
    }
    int[] of = new int[clips * WINDOWS];
    float[] values = new float[of.length * WIDTH];
    for (int clip = 0; clip < clips; clip++) {
      Stream random = Stream.of(1, "feedback bench/clip", clip);
      float[] middle = centres[clip % classes].clone();
      add(middle, 1, random);
      for (int w = clip * WINDOWS; w < (clip + 1) * WINDOWS; w++) {
        of[w] = clip;
        float[] window = middle.clone();
        add(window, 0.3, random);
        System.arraycopy(window, 0, values, w * WIDTH, WIDTH);
      }
    }
    return new FeedbackData(new WindowEmbeddings(of, values, WIDTH), clips, classes);
  }

  private static void add(float[] to, double deviation, Stream random) {
    for (int k = 0; k < to.length; k++) {
      to[k] += (float) (deviation * random.nextGaussian());
    }
  }

  String label(int clip) {
    return labels().get(clip % classes);
  }

  List<String> labels() {
    return IntStream.range(0, classes).mapToObj("class %02d"::formatted).toList();
  }
}
