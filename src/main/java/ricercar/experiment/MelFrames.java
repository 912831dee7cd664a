package ricercar.experiment;

import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.audio.MelSpectrogram;
import ricercar.corpus.Corpus;
import ricercar.probe.FrameEmbeddings;
import ricercar.probe.Frames;
import ricercar.probe.ProbeResult;
import ricercar.random.Stream;

/** The log-mel bands of each frame, asked as local representations are: the simple baseline. */
final class MelFrames {
  private static final int FFT = 2048;
  private static final int HOP = 640;
  private static final int BANDS = 128;

  private MelFrames() {}

  static ProbeResult judge(Experiment experiment, Corpus corpus, Progress progress) {
    int rate = corpus.sampleRate();
    MelSpectrogram mel = new MelSpectrogram(rate, FFT, HOP, BANDS, 0, rate / 2.0);
    int[] clips = IntStream.range(0, corpus.clips().size()).toArray();
    double pooled = experiment.frames().framesPerSecond();
    try (Progress.Task task = progress.start("mel frames of " + corpus.name(), clips.length)) {
      FrameEmbeddings frames =
          FrameEmbeddings.of(
              clips,
              clip -> {
                task.step(1);
                return frames(mel, corpus.read(clip), (double) rate / HOP).pooledTo(pooled);
              });
      Stream random = Stream.of(experiment.seed(), "frame probe");
      return experiment.frames().judge(experiment.probe(), frames, corpus, random);
    }
  }

  /** As many frames as a codec of this hop gives, so that rows of a table share their items. */
  private static Frames frames(MelSpectrogram mel, float[] sound, double framesPerSecond) {
    float[][] bands = mel.log(sound);
    int count = Math.min(bands[0].length, (sound.length + HOP - 1) / HOP);
    float[][] rows = new float[count][bands.length];
    for (int t = 0; t < count; t++) {
      for (int band = 0; band < bands.length; band++) {
        rows[t][band] = bands[band][t];
      }
    }
    return Frames.of(rows, framesPerSecond);
  }
}
