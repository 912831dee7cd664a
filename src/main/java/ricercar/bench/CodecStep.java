package ricercar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ricercar.codec.Encodec;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Extraction of latents and codes in a process of its own: arguments and the line printed are those
 * of {@code encodec_torch.py}.
 */
final class CodecStep {
  private CodecStep() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    StepLog log = new StepLog(Integer.parseInt(arguments[1]));
    int warmUp = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    List<Integer> codes = new ArrayList<>();
    try (Scope scope = Scope.open();
        Encodec codec = Encodec.open(folder)) {
      Tensor stored = SafeTensors.read(folder.resolve("clips.safetensors")).get("clips");
      int samples = (int) stored.size(2);
      float[] clips = stored.toFloats();
      for (int step = 0; step < warmUp; step++) {
        extract(codec, clips, samples, step);
      }
      for (int step = warmUp; step < warmUp + steps; step++) {
        int next = step;
        for (int[] book : log.time(() -> extract(codec, clips, samples, next))) {
          Arrays.stream(book).forEach(codes::add);
        }
      }
    }
    log.print("codes", codes);
  }

  /** As the token cache does it. */
  private static int[][] extract(Encodec codec, float[] clips, int samples, int step) {
    int from = step % (clips.length / samples) * samples;
    return codec.analyse(Arrays.copyOfRange(clips, from, from + samples)).codes();
  }
}
