package ricercar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ricercar.Progress;
import ricercar.codec.Encodec;
import ricercar.codec.EncodecConfig;
import ricercar.files.AtomicFiles;
import ricercar.random.Stream;
import ricercar.tensor.SafeTensors;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * From sound to latents and codes by an EnCodec of the 32 kHz shape, narrow and with random
 * weights, against the same network in PyTorch. Both sides read the same files.
 */
public final class CodecBench {
  private static final int CLIPS = 4;
  private static final int SECONDS = 20;
  private static final int RATE = 32_000;
  private static final int CODEBOOKS = 4;

  private static final String CONFIG =
      """
      {"model_type": "encodec", "sampling_rate": 32000, "audio_channels": 1, "normalize": false,
       "chunk_length_s": null, "overlap": null, "hidden_size": 64, "num_filters": 16,
       "num_residual_layers": 1, "upsampling_ratios": [8, 5, 4, 4], "norm_type": "weight_norm",
       "kernel_size": 7, "last_kernel_size": 7, "residual_kernel_size": 3,
       "dilation_growth_rate": 2, "use_causal_conv": false, "pad_mode": "reflect", "compress": 2,
       "num_lstm_layers": 2, "trim_right_ratio": 1.0, "codebook_size": 1024, "codebook_dim": 64,
       "use_conv_shortcut": false, "target_bandwidths": [2.0]}
      """;

  private CodecBench() {}

  /** Five rounds of all sides in turns; about three minutes. */
  public static BenchReport run(Progress progress) {
    return run(5, progress);
  }

  static BenchReport run(int rounds, Progress progress) {
    Path folder = temporary();
    try {
      write(folder);
      List<StepPeer> peers = new ArrayList<>(StepPeer.plain());
      peers.add(StepPeer.tuned("our allocator setting"));
      List<String> arguments = List.of(folder.toString(), "1", "2", "8");
      List<BenchRow> rows =
          new StepRounds("EnCodec extraction", CodecStep.class, "encodec_torch.py", peers, "256m")
              .run(rounds, arguments, CodecBench::differing, progress);
      return new BenchReport(
          "Extraction by EnCodec",
          ("A clip of %d s to latents and codes by the 32 kHz shape with 16 filters, 64 latent"
                  + " channels and %d codebooks of 1,024, random weights out of the same file, one"
                  + " thread on both sides, %d rounds in turns, each a new process with 2 clips to"
                  + " warm up and 8 timed. CPU time is what to compare.")
              .formatted(SECONDS, CODEBOOKS, rounds),
          rows);
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  private static String differing(StepFigures ours, StepFigures theirs) {
    long differing = 0;
    for (int i = 0; i < ours.found().length; i++) {
      differing += ours.found()[i] == theirs.found()[i] ? 0 : 1;
    }
    return "; %,d of %,d codes differ, %,d in use"
        .formatted(differing, ours.found().length, Arrays.stream(ours.found()).distinct().count());
  }

  private static void write(Path folder) {
    try {
      Files.writeString(folder.resolve("config.json"), CONFIG, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EncodecConfig config = EncodecConfig.read(folder.resolve("config.json"));
    Stream random = Stream.of(1, "codec bench");
    try (Scope scope = Scope.open();
        Encodec codec = new Encodec(config, CODEBOOKS, random.child("weights"))) {
      Tensor clips = clips(random.child("sound"));
      spread(codec, clips);
      SafeTensors.write(folder.resolve("model.safetensors"), codec.state(), Map.of());
      SafeTensors.write(folder.resolve("clips.safetensors"), Map.of("clips", clips), Map.of());
    }
  }

  /**
   * Codebooks out of the latents themselves and of what the former ones leave of them: random
   * vectors lie so far off that all frames would get the same few codes.
   */
  private static void spread(Encodec codec, Tensor clips) {
    try (Scope scope = Scope.open()) {
      int width = codec.config().hiddenSize();
      Tensor latents = codec.latents(clips).transpose(1, 2).reshape(-1, width);
      Tensor left = latents;
      Stream random = Stream.of(1, "codebooks");
      for (int book = 0; book < CODEBOOKS; book++) {
        int[] order = random.permutation((int) left.size(0));
        long[] chosen =
            Arrays.stream(order).limit(codec.config().codebookSize()).asLongStream().toArray();
        Tensor vectors = left.select(0, Tensor.of(chosen, chosen.length)).mul(0.9);
        codec.quantizer().vectors(book).set(vectors);
        int[] codes = codec.quantizer().encode(latents, book + 1)[book];
        long[] nearest = Arrays.stream(codes).asLongStream().toArray();
        left = left.sub(vectors.select(0, Tensor.of(nearest, nearest.length)));
      }
    }
  }

  /** [clips, 1, samples]: notes that follow one another, and a little noise. */
  private static Tensor clips(Stream random) {
    int samples = SECONDS * RATE;
    float[] sound = new float[CLIPS * samples];
    double frequency = 0;
    for (int i = 0; i < sound.length; i++) {
      if (i % (RATE / 4) == 0) {
        frequency = 55 * Math.pow(2, random.uniform(0, 5));
      }
      double phase = 2 * Math.PI * frequency * i / RATE;
      double tone = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase);
      sound[i] = (float) (0.2 * tone + 0.02 * random.nextGaussian());
    }
    return Tensor.of(sound, CLIPS, 1, samples);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ricercar-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
