package ricercar.corpus;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.FileStatus;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;

/**
 * Decodes, resamples and normalises sound files.
 *
 * @param sampleRate in Hz
 * @param loudness in LUFS, or NaN
 * @param bandwidth in Hz, or NaN
 */
record Preparing(int sampleRate, double loudness, double bandwidth)
    implements Workforce.Work<Preparing.Source, Preparing.Prepared> {
  /**
   * @param path as messages name the file
   * @param bytes that it has, so that another machine's file of that name is not taken for it; −1
   *     if there is none
   */
  record Source(String file, String path, long bytes) implements Serializable {
    static Source of(Listing.Entry entry) {
      return new Source(entry.file().toString(), entry.path(), size(entry.file()));
    }
  }

  /**
   * @param samples none of a file that is left out
   */
  record Prepared(ImportRow row, float[] samples) implements Serializable {}

  static Preparing of(ImportOptions options) {
    return new Preparing(options.sampleRate(), options.loudness(), options.bandwidth());
  }

  @Override
  public List<Prepared> on(List<Source> sources) {
    return sources.stream().map(this::prepare).toList();
  }

  private Prepared prepare(Source source) {
    Path file = Path.of(source.file());
    if (size(file) != source.bytes()) {
      throw new Problem(
          "%s is not here as it is where the import was started.".formatted(file),
          "Put the sounds into a folder that all machines share, under one path.");
    }
    Decoded decoded = AudioFile.decode(file);
    FileStatus status = FileStatus.of(source.path(), decoded);
    if (decoded.waveform().isEmpty()) {
      return new Prepared(ImportRow.of(status, 0, 0), new float[0]);
    }
    Waveform sound = decoded.waveform().get();
    float[] samples = sound.at(sampleRate, ResamplePreset.KAISER_BEST).samples();
    if (!Double.isNaN(bandwidth)) {
      samples = new LowPass(bandwidth, sampleRate).apply(samples);
    }
    double gain = 1;
    if (!Double.isNaN(loudness)) {
      gain = Loudness.gain(samples, sampleRate, loudness, ImportOptions.HIGHEST_PEAK);
      scale(samples, (float) gain);
    }
    return new Prepared(ImportRow.of(status, 20 * StrictMath.log10(gain), 0), samples);
  }

  private static void scale(float[] samples, float gain) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
