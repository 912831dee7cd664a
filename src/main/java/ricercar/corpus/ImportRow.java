package ricercar.corpus;

import java.io.Serializable;
import ricercar.audio.FileStatus;

/**
 * What became of one file of an import; a line of {@code status.jsonl}.
 *
 * @param reason empty for a good file
 * @param samples decoded, mono, at the file's own rate
 * @param channels of the file
 * @param peak of the decoded samples, full scale = 1
 * @param sha256 of the decoded samples as little-endian float32
 * @param gainDb by which its loudness was changed
 * @param clips that it gave
 */
public record ImportRow(
    String path,
    Status status,
    String reason,
    long samples,
    int sampleRate,
    int channels,
    double peak,
    double rms,
    String sha256,
    double gainDb,
    int clips)
    implements Serializable {

  /** DUPLICATE: the same sound as an earlier file, and left out like a rejected one. */
  public enum Status {
    OK,
    RECOVERED,
    REJECTED,
    DUPLICATE
  }

  static ImportRow of(FileStatus file, double gainDb, int clips) {
    return new ImportRow(
        file.path(),
        Status.valueOf(file.status().name()),
        file.reason(),
        file.frames(),
        file.sampleRate(),
        file.channels(),
        file.peak(),
        file.rms(),
        file.sha256(),
        gainDb,
        clips);
  }

  ImportRow with(int givenClips) {
    return new ImportRow(
        path, status, reason, samples, sampleRate, channels, peak, rms, sha256, gainDb, givenClips);
  }

  ImportRow leftOut(Status because, String why) {
    return new ImportRow(
        path, because, why, samples, sampleRate, channels, peak, rms, sha256, 0, 0);
  }

  double seconds() {
    return sampleRate == 0 ? 0 : (double) samples / sampleRate;
  }
}
