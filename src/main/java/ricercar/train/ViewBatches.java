package ricercar.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import ricercar.corpus.ClipSampler;
import ricercar.corpus.ClipSounds;
import ricercar.random.Stream;

/**
 * Cuts and augments the views of each step. A view is a function of (seed, step, clip, number), so
 * any one can be made again, and heard, without the others; threads change nothing.
 */
public final class ViewBatches implements Batches {
  private final ClipSounds sounds;
  private final ClipSampler sampler;
  private final ViewConfig config;
  private final long seed;

  public ViewBatches(ClipSounds sounds, ClipSampler sampler, ViewConfig config, long seed) {
    this.sounds = sounds;
    this.sampler = sampler;
    this.config = config;
    this.seed = seed;
  }

  @Override
  public Batch at(long step) {
    ClipSampler.Batch rows = sampler.batch(step);
    int perClip = config.viewsPerClip();
    int views = rows.clips().length * perClip;
    int[] clip = new int[views];
    boolean[] labelled = new boolean[views];
    float[] samples = new float[views * config.samples()];
    IntStream.range(0, views)
        .parallel()
        .forEach(
            i -> {
              int row = i / perClip;
              clip[i] = rows.clips()[row];
              labelled[i] = rows.labelled()[row];
              int number = i % perClip + perClip * earlier(rows.clips(), row);
              float[] view = view(step, clip[i], number);
              System.arraycopy(view, 0, samples, i * view.length, view.length);
            });
    return new Batch(step, clip, labelled, samples);
  }

  /** A row that repeats a clip of its batch gives further views of it. */
  private static int earlier(int[] clips, int row) {
    return (int) Arrays.stream(clips, 0, row).filter(c -> c == clips[row]).count();
  }

  /**
   * One view of a clip at a step.
   *
   * @param number 0 … viewsPerClip − 1, and on where a batch repeats a clip
   */
  public float[] view(long step, int clip, int number) {
    int perClip = config.viewsPerClip();
    Stream ofClip = Stream.of(seed, "views", step, clip, number / perClip);
    Stream ofView = ofClip.child("view", number % perClip);
    long length = sounds.clips().get(clip).samples();
    long[] offsets =
        config.cutter().offsets(length, config.samples(), perClip, ofClip.child("cut"));
    float[] sound = new float[config.samples()];
    sounds.read(clip, offsets[number % perClip], sound);
    Stream outer = config.gating().outer(ofClip, ofView);
    return config.chain().run(sound, sounds.sampleRate(), outer, ofView).samples();
  }
}
