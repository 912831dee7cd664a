package ricercar.bench;

import java.util.ArrayList;
import java.util.List;
import ricercar.model.Encoder;
import ricercar.model.SampleCnnConfig;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.AdamW;
import ricercar.tensor.Gradients;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * Steps of SampleCNN in a process of their own: arguments and the line printed are those of {@code
 * samplecnn_torch.py}.
 */
final class SampleCnnStep {
  private static final int SAMPLES = 59_049;
  private static final double TEMPERATURE = 0.5;

  private SampleCnnStep() {}

  public static void main(String[] arguments) {
    int batch = Integer.parseInt(arguments[0]);
    StepLog log = new StepLog(Integer.parseInt(arguments[1]));
    int warmUp = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    Stream random = Stream.of(1, "bench");
    List<Double> losses = new ArrayList<>();
    try (Scope scope = Scope.open();
        Encoder encoder = SampleCnnConfig.full().build(random.child("weights"));
        AdamW optimiser = new AdamW(encoder.parameters(), AdamW.Settings.decay(1e-6))) {
      Tensor waveforms = noise(random.child("waveforms"), batch);
      for (int step = 0; step < warmUp + steps; step++) {
        if (step == warmUp) {
          log.restart();
        }
        losses.add(log.time(() -> step(encoder, optimiser, waveforms)));
      }
    }
    log.print("losses", losses);
  }

  private static double step(Encoder encoder, AdamW optimiser, Tensor waveforms) {
    try (Scope scope = Scope.open()) {
      Tensor loss =
          Gradients.backward(
              () -> Scope.run(() -> loss(encoder.forward(waveforms, Mode.TRAINING))));
      optimiser.step(1e-3);
      return loss.item();
    }
  }

  /** NT-Xent of neighbouring rows: 2k and 2k + 1 are two views of one clip. */
  private static Tensor loss(Tensor embeddings) {
    int n = (int) embeddings.size(0);
    float[] self = new float[n * n];
    long[] partner = new long[n];
    for (int i = 0; i < n; i++) {
      self[i * n + i] = -1e9f;
      partner[i] = i ^ 1;
    }
    Tensor z = embeddings.normalize(1);
    Tensor similarity = z.matMul(z.transpose(0, 1)).div(TEMPERATURE).add(Tensor.of(self, n, n));
    return similarity.logSoftmax(1).gather(1, Tensor.of(partner, n, 1)).mean().neg();
  }

  private static Tensor noise(Stream random, int batch) {
    float[] samples = new float[batch * SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.uniform(-1, 1);
    }
    return Tensor.of(samples, batch, 1, SAMPLES);
  }
}
