package ricercar.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ricercar.Problem;
import ricercar.corpus.Workforce;
import ricercar.tensor.Engine;

/**
 * Encodes on machines that have the same codec: sounds are sent, tokens come back.
 *
 * @param folder of the codec; null for the embedded one
 * @param fingerprint that the codec must have
 * @param threads inside one tensor operation; tokens differ in the last bits between numbers
 */
record EncodingElsewhere(String folder, String fingerprint, int threads)
    implements Workforce.Work<float[], SoundTokens> {
  static EncodingElsewhere of(Path folder, Encodec codec) {
    return new EncodingElsewhere(
        folder == null ? null : folder.toAbsolutePath().toString(),
        codec.fingerprint(),
        Engine.threads());
  }

  @Override
  public List<SoundTokens> on(List<float[]> sounds) {
    Engine.threads(threads);
    try (Encodec codec = folder == null ? Encodec.embedded() : Encodec.open(Path.of(folder))) {
      Problem.unless(
          codec.fingerprint().equals(fingerprint),
          "The codec of this machine is another one than where the work was started.");
      List<SoundTokens> tokens = new ArrayList<>();
      for (float[] sound : sounds) {
        tokens.add(SoundTokens.of(codec, sound));
      }
      return tokens;
    }
  }
}
