package ricercar.corpus;

import java.util.List;
import java.util.Map;

/**
 * One line of {@code clips.jsonl}: a clip and where its samples lie.
 *
 * @param shard number of the shard file
 * @param offset first byte in the shard
 * @param peak largest magnitude, full scale = 1
 * @param rms root mean square, full scale = 1
 * @param sha256 of the clip's little-endian int16 samples
 */
record ClipRow(
    String id,
    String track,
    String group,
    Split split,
    long samples,
    Map<String, List<String>> labels,
    int shard,
    long offset,
    float peak,
    float rms,
    String sha256) {
  static final int BYTES_PER_SAMPLE = 2;

  static ClipRow of(Clip clip, int shard, long offset, Pcm pcm) {
    return new ClipRow(
        clip.id(),
        clip.track(),
        clip.group(),
        clip.split(),
        clip.samples(),
        clip.labels(),
        shard,
        offset,
        pcm.peak(),
        pcm.rms(),
        pcm.sha256());
  }

  Clip clip() {
    return new Clip(id, track, group, split, samples, labels);
  }

  long end() {
    return Math.addExact(offset, Math.multiplyExact(samples, BYTES_PER_SAMPLE));
  }

  /** What makes the clip this clip, wherever it is stored. */
  String identity() {
    return Json.line(List.of(id, track, group, split, samples, labels, sha256));
  }
}
