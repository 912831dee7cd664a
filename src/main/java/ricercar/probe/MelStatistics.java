package ricercar.probe;

import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.MelSpectrogram;
import ricercar.audio.Waveform;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;

/**
 * The baseline that nothing has learnt: for each of 64 log-mel bands of the whole clip the mean and
 * the standard deviation over time, 128 values.
 */
public final class MelStatistics {
  private static final int FFT_SIZE = 1024;
  private static final int HOP = 512;
  private static final int BANDS = 64;

  /** The means of all bands, then their deviations. */
  public static final int WIDTH = 2 * BANDS;

  /** Of less sound there are none, at any usual rate. */
  public static final double SHORTEST_SECONDS = 0.1;

  private MelStatistics() {}

  /** Of one sound: [{@value #WIDTH}]. */
  public static float[] of(Waveform sound) {
    int rate = sound.sampleRate();
    return of(new MelSpectrogram(rate, FFT_SIZE, HOP, BANDS, 0, rate / 2.0), sound.samples());
  }

  /** Width 128: the means, then the deviations. Clips are worked on in parallel. */
  public static Embeddings of(Corpus corpus, int[] clips, Progress progress) {
    return of(ClipInputs.samples(corpus), clips, progress);
  }

  /** Of the samples that the inputs give. */
  public static Embeddings of(ClipInputs inputs, int[] clips, Progress progress) {
    Corpus corpus = inputs.corpus();
    int rate = corpus.sampleRate();
    MelSpectrogram mel = new MelSpectrogram(rate, FFT_SIZE, HOP, BANDS, 0, rate / 2.0);
    float[] values = new float[clips.length * 2 * BANDS];
    try (Progress.Task task = progress.start("mel statistics of " + corpus.name(), clips.length)) {
      IntStream.range(0, clips.length)
          .parallel()
          .forEach(
              place -> {
                float[] statistics = of(mel, samples(inputs, clips[place]));
                System.arraycopy(statistics, 0, values, place * 2 * BANDS, 2 * BANDS);
                synchronized (task) {
                  task.step(1);
                }
              });
    }
    return new Embeddings(clips.clone(), values, 2 * BANDS);
  }

  private static float[] samples(ClipInputs inputs, int clip) {
    float[] samples = new float[Math.toIntExact(inputs.length(clip))];
    inputs.read(clip, 0, samples);
    Problem.unless(
        samples.length > FFT_SIZE / 2,
        "Clip %s has %d samples, too few for one spectrum; leave it out of the corpus.",
        inputs.corpus().clips().get(clip).id(),
        samples.length);
    return samples;
  }

  private static float[] of(MelSpectrogram mel, float[] samples) {
    float[][] bands = mel.log(samples);
    float[] statistics = new float[2 * BANDS];
    for (int b = 0; b < BANDS; b++) {
      double sum = 0;
      double squares = 0;
      for (float value : bands[b]) {
        sum += value;
        squares += (double) value * value;
      }
      double mean = sum / bands[b].length;
      statistics[b] = (float) mean;
      statistics[BANDS + b] =
          (float) Math.sqrt(Math.max(0, squares / bands[b].length - mean * mean));
    }
    return statistics;
  }
}
