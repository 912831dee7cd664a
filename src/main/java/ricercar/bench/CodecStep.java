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
      Tensor clips = SafeTensors.read(folder.resolve("clips.safetensors")).get("clips");
      for (int step = 0; step < warmUp; step++) {
        extract(codec, clips, step);
      }
      for (int step = warmUp; step < warmUp + steps; step++) {
        int next = step;
        for (int[] book : log.time(() -> extract(codec, clips, next))) {
          Arrays.stream(book).forEach(codes::add);
        }
      }
    }
    log.print("codes", codes);
  }

  private static int[][] extract(Encodec codec, Tensor clips, int step) {
    try (Scope scope = Scope.open()) {
      long clip = step % clips.size(0);
      Tensor latents = codec.latents(clips.slice(0, clip, clip + 1));
      return codec.quantizer().encode(latents.squeeze(0).transpose(0, 1), codec.codebooks());
    }
  }
}
