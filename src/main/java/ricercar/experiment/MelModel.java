package ricercar.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;
import ricercar.corpus.FolderReader;
import ricercar.corpus.InOrder;
import ricercar.probe.MelStatistics;

/** The model that has learnt nothing: mel statistics of the whole sound at 22,050 Hz. */
public final class MelModel implements FolderModel {
  private static final int RATE = 22_050;

  private record Heard(Path file, Decoded decoded, float[] embedding) {}

  @Override
  public String name() {
    return "mel statistics";
  }

  @Override
  public float[] embed(Waveform sound) {
    return MelStatistics.of(sound.at(RATE, ResamplePreset.BULK));
  }

  @Override
  public FolderEmbeddings embed(Path folder, Progress progress) {
    List<Path> files = FolderReader.soundFiles(folder);
    Problem.unless(!files.isEmpty(), "There is no sound file in %s.", folder);
    List<FolderEmbeddings.Row> rows = new ArrayList<>();
    List<FolderEmbeddings.Skipped> skipped = new ArrayList<>();
    try (Progress.Task task =
        progress.start("mel statistics of " + folder.getFileName(), files.size())) {
      InOrder.each(
          files.size(),
          i -> heard(files.get(i)),
          heard -> {
            String path = folder.relativize(heard.file).toString().replace('\\', '/');
            if (heard.embedding == null) {
              skipped.add(new FolderEmbeddings.Skipped(path, heard.decoded.reason()));
            } else {
              double seconds = heard.decoded.waveform().orElseThrow().seconds();
              rows.add(new FolderEmbeddings.Row(path, seconds, 1, heard.embedding));
            }
            task.step(1);
          });
    }
    Problem.unless(!rows.isEmpty(), "None of the sound files in %s can be read.", folder);
    return new FolderEmbeddings(name(), MelStatistics.WIDTH, rows, skipped);
  }

  private Heard heard(Path file) {
    Decoded decoded = AudioFile.decode(file);
    return decoded
        .waveform()
        .filter(sound -> sound.seconds() > MelStatistics.SHORTEST_SECONDS)
        .map(sound -> new Heard(file, decoded, embed(sound)))
        .orElseGet(() -> new Heard(file, decoded, null));
  }

  /** Loud low bands would outweigh all others: every number counts alike, and from its mean. */
  @Override
  public float[][] comparable(float[][] rows) {
    float[][] out = new float[rows.length][rows[0].length];
    for (int d = 0; d < rows[0].length; d++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        sum += row[d];
        squares += (double) row[d] * row[d];
      }
      double mean = sum / rows.length;
      double deviation = Math.sqrt(Math.max(1e-12, squares / rows.length - mean * mean));
      for (int i = 0; i < rows.length; i++) {
        out[i][d] = (float) ((rows[i][d] - mean) / deviation);
      }
    }
    return out;
  }
}
