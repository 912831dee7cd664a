package ricercar.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ricercar.Progress;
import ricercar.audio.AudioFile;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;
import ricercar.corpus.Clip;
import ricercar.corpus.Corpus;
import ricercar.corpus.CorpusBuilder;
import ricercar.corpus.Split;
import ricercar.files.AtomicFiles;
import ricercar.random.Stream;

/**
 * Random crops for training out of the clip store, its pages in memory, against decoding an mp3 of
 * 30 s for every crop with this library's own decoder.
 */
public final class CropsBench {
  private static final int CROP = 59_049;
  private static final int RATE = 22_050;
  private static final int REPEATS = 15;
  private static final int ROUNDS = 7;
  private static final int STORED = 4_000;
  private static final int DECODED = 4;

  private CropsBench() {}

  public static BenchReport run(Progress progress) {
    Path folder = temporary();
    try (Progress.Task task = progress.start("crops", ROUNDS + 1L)) {
      Path mp3 = repeated(folder.resolve("thirty-seconds.mp3"));
      try (Corpus corpus = store(folder.resolve("store"), sound(mp3))) {
        double[] ratios = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        stored(corpus, 0);
        decoded(mp3, 0);
        task.step(1);
        for (int round = 0; round < ROUNDS; round++) {
          ours[round] = stored(corpus, round);
          theirs[round] = decoded(mp3, round);
          ratios[round] = ours[round] / theirs[round];
          task.step(1);
        }
        return new BenchReport(
            "Random crops",
            ("Crops of %,d samples at %,d Hz on one thread, %d rounds in turns, wall time. The mp3"
                    + " is decoded, resampled with the bulk preset and cut.")
                .formatted(CROP, RATE, ROUNDS),
            List.of(
                new BenchRow(
                    "warm crops from the clip store against decoding mp3 on the fly",
                    "crops per s",
                    median(ours),
                    median(theirs),
                    median(ratios),
                    "≥ 100",
                    "")));
      }
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  /** The frames of a short mp3 without tags, again and again: a longer mp3. */
  private static Path repeated(Path file) {
    try (InputStream in = CropsBench.class.getResourceAsStream("two-seconds.mp3")) {
      byte[] frames = in.readAllBytes();
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (int i = 0; i < REPEATS; i++) {
        whole.write(frames);
      }
      Files.write(file, whole.toByteArray());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double stored(Corpus corpus, int round) {
    Stream random = Stream.of(round, "crops");
    float[] crop = new float[CROP];
    int room = (int) corpus.clips().get(0).samples() - CROP;
    long start = System.nanoTime();
    for (int i = 0; i < STORED; i++) {
      corpus.read(0, random.nextInt(room), crop);
    }
    return STORED / ((System.nanoTime() - start) / 1e9);
  }

  private static double decoded(Path mp3, int round) {
    Stream random = Stream.of(round, "crops");
    long start = System.nanoTime();
    for (int i = 0; i < DECODED; i++) {
      float[] samples = sound(mp3).samples();
      int from = random.nextInt(samples.length - CROP);
      float[] crop = Arrays.copyOfRange(samples, from, from + CROP);
      if (crop.length != CROP) {
        throw new IllegalStateException("a crop of " + crop.length);
      }
    }
    return DECODED / ((System.nanoTime() - start) / 1e9);
  }

  private static Waveform sound(Path mp3) {
    return AudioFile.decode(mp3).waveform().orElseThrow().at(RATE, ResamplePreset.BULK);
  }

  private static Corpus store(Path directory, Waveform sound) {
    Clip clip = new Clip("clip", "track", "group", Split.TRAIN, sound.samples().length, Map.of());
    CorpusBuilder.Header header =
        new CorpusBuilder.Header("crops", RATE, List.of(), Map.of("source", "a benchmark"));
    return CorpusBuilder.build(
        directory, header, builder -> builder.add(clip, sound.samples(), null));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
