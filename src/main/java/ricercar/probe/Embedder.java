package ricercar.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.corpus.InOrder;
import ricercar.corpus.Inputs;
import ricercar.model.Encoder;
import ricercar.nn.Mode;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Embeds clips: a clip's embedding is the mean of the representations of its windows. Windows are
 * full and do not overlap, from the start of the clip on; what remains at the end is left out. A
 * clip shorter than a window is one window of its own length, or as much of it as the encoder
 * takes.
 *
 * @param windowLength length of a window, in samples, or in frames of tokens
 * @param maximumWindows of one clip
 * @param batch windows that pass the encoder at once
 */
public record Embedder(int windowLength, int maximumWindows, int batch) {
  public Embedder {
    Problem.unless(
        windowLength > 0 && maximumWindows > 0 && batch > 0,
        "windowLength, maximumWindows and batch must be positive: %d, %d, %d.",
        windowLength,
        maximumWindows,
        batch);
  }

  /** At most 64 windows of a clip, as in SemiSupCon's code. */
  public static Embedder of(int windowLength) {
    return new Embedder(windowLength, 64, 16);
  }

  /** Embeds clips in strict evaluation mode: the encoder is the same, bit for bit, afterwards. */
  public Embeddings embed(Encoder encoder, Corpus corpus, int[] clips, Progress progress) {
    return embed(encoder, ClipInputs.samples(corpus), clips, progress);
  }

  /** Embeds clips of which the encoder is given what it takes: their samples, or their tokens. */
  public Embeddings embed(Encoder encoder, Inputs inputs, int[] clips, Progress progress) {
    int width = encoder.width();
    double[] sums = new double[clips.length * width];
    int[] counts = new int[clips.length];
    forward(
        encoder,
        inputs,
        clips,
        progress,
        (place, values, from) -> {
          counts[place]++;
          for (int k = 0; k < width; k++) {
            sums[place * width + k] += values[from + k];
          }
        });
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / counts[i / width]);
    }
    return new Embeddings(clips.clone(), means, width);
  }

  /** As {@link #embed}, with the representation of every window instead of their mean. */
  public WindowEmbeddings embedWindows(
      Encoder encoder, Inputs inputs, int[] clips, Progress progress) {
    int width = encoder.width();
    List<Integer> clipOf = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    forward(
        encoder,
        inputs,
        clips,
        progress,
        (place, values, from) -> {
          clipOf.add(clips[place]);
          rows.add(Arrays.copyOfRange(values, from, from + width));
        });
    float[] all = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return new WindowEmbeddings(clipOf.stream().mapToInt(c -> c).toArray(), all, width);
  }

  /** Takes the representation of one window, which stands in {@code values} at {@code from}. */
  private interface Sink {
    void take(int place, float[] values, int from);
  }

  /**
   * Windows reach the sink clip by clip, in the order of {@code clips}. The next batch is read
   * while the encoder has the last one.
   */
  private void forward(Encoder encoder, Inputs inputs, int[] clips, Progress progress, Sink sink) {
    List<List<Window>> batches = batches(encoder, inputs, clips);
    try (Progress.Task task = progress.start("embed " + inputs.title(), clips.length)) {
      InOrder.ahead(
          batches.size(),
          i -> read(inputs, batches.get(i)),
          loaded -> {
            forward(encoder, loaded, sink);
            task.step(loaded.windows.stream().filter(Window::last).count());
          });
    }
  }

  /** Windows of equal length, as many as the encoder is given at once. */
  private List<List<Window>> batches(Encoder encoder, Inputs inputs, int[] clips) {
    List<List<Window>> batches = new ArrayList<>();
    List<Window> pending = new ArrayList<>();
    for (int place = 0; place < clips.length; place++) {
      for (Window window : windows(encoder, inputs, clips[place], place)) {
        if (!pending.isEmpty()
            && (pending.size() == batch || pending.get(0).length != window.length)) {
          batches.add(pending);
          pending = new ArrayList<>();
        }
        pending.add(window);
      }
    }
    if (!pending.isEmpty()) {
      batches.add(pending);
    }
    return batches;
  }

  /**
   * @param last whether it is the clip's last
   */
  private record Window(int clip, int place, long offset, int length, boolean last) {}

  private List<Window> windows(Encoder encoder, Inputs inputs, int clip, int place) {
    long steps = inputs.length(clip);
    int length = encoder.usableLength((int) Math.min(steps, windowLength));
    if (length == 0) {
      throw new Problem(
          "Clip %s has %d steps and the window %d, but the encoder needs %d."
              .formatted(inputs.name(clip), steps, windowLength, encoder.minimumLength()),
          "Leave the clip out of the corpus, or choose an encoder for shorter sounds.");
    }
    List<Window> windows = new ArrayList<>();
    int count = (int) Math.min(steps / length, maximumWindows);
    for (int i = 0; i < count; i++) {
      windows.add(new Window(clip, place, (long) i * length, length, i == count - 1));
    }
    return windows;
  }

  /**
   * @param values of all windows, one after the other
   */
  private record Loaded(List<Window> windows, float[] values, long[] shape) {}

  private static Loaded read(Inputs inputs, List<Window> windows) {
    int length = windows.get(0).length;
    float[] values = new float[windows.size() * length * inputs.width()];
    float[] one = new float[length * inputs.width()];
    for (int i = 0; i < windows.size(); i++) {
      inputs.read(windows.get(i).clip, windows.get(i).offset, one);
      System.arraycopy(one, 0, values, i * one.length, one.length);
    }
    return new Loaded(windows, values, inputs.shape(windows.size(), length));
  }

  private static void forward(Encoder encoder, Loaded loaded, Sink sink) {
    try (Scope scope = Scope.open()) {
      Tensor input = Tensor.of(loaded.values, loaded.shape);
      float[] out = encoder.forward(input, Mode.EVALUATION).toFloats();
      for (int i = 0; i < loaded.windows.size(); i++) {
        sink.take(loaded.windows.get(i).place, out, i * encoder.width());
      }
    }
  }
}
