package ricercar.codec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ricercar.Problem;

/**
 * The shape of an EnCodec (Défossez et al. 2022), as Hugging Face's {@code config.json} gives it.
 *
 * @param normalize each chunk is divided by its level before it is encoded
 * @param chunkSeconds length of a chunk; null: the whole sound at once
 * @param overlap share of a chunk that the next one covers too
 * @param upsamplingRatios strides of the decoder; the encoder has them in reverse
 * @param targetBandwidths kbit/s that the codec was trained for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EncodecConfig(
    @JsonProperty("sampling_rate") int sampleRate,
    @JsonProperty("audio_channels") int audioChannels,
    @JsonProperty("normalize") boolean normalize,
    @JsonProperty("chunk_length_s") Double chunkSeconds,
    @JsonProperty("overlap") Double overlap,
    @JsonProperty("hidden_size") int hiddenSize,
    @JsonProperty("num_filters") int filters,
    @JsonProperty("num_residual_layers") int residualLayers,
    @JsonProperty("upsampling_ratios") List<Integer> upsamplingRatios,
    @JsonProperty("norm_type") String normType,
    @JsonProperty("kernel_size") int kernelSize,
    @JsonProperty("last_kernel_size") int lastKernelSize,
    @JsonProperty("residual_kernel_size") int residualKernelSize,
    @JsonProperty("dilation_growth_rate") int dilationGrowthRate,
    @JsonProperty("use_causal_conv") boolean causal,
    @JsonProperty("pad_mode") String padMode,
    @JsonProperty("compress") int compress,
    @JsonProperty("num_lstm_layers") int lstmLayers,
    @JsonProperty("trim_right_ratio") double trimRightRatio,
    @JsonProperty("codebook_size") int codebookSize,
    @JsonProperty("codebook_dim") Integer codebookDim,
    @JsonProperty("use_conv_shortcut") boolean convShortcut,
    @JsonProperty("target_bandwidths") List<Double> targetBandwidths) {

  /** Of the embedded codec, in Hz. */
  public static final int EMBEDDED_RATE = 32_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public EncodecConfig {
    check(sampleRate > 0, "sampling_rate", sampleRate);
    check(audioChannels == 1 || audioChannels == 2, "audio_channels", audioChannels);
    check(hiddenSize > 0, "hidden_size", hiddenSize);
    check(filters > 0, "num_filters", filters);
    check(residualLayers > 0, "num_residual_layers", residualLayers);
    check(
        upsamplingRatios != null
            && !upsamplingRatios.isEmpty()
            && upsamplingRatios.stream().allMatch(r -> r != null && r > 0 && r <= 1024),
        "upsampling_ratios",
        upsamplingRatios);
    check(
        "weight_norm".equals(normType) || "time_group_norm".equals(normType),
        "norm_type",
        normType);
    check(kernelSize > 0, "kernel_size", kernelSize);
    check(lastKernelSize > 0, "last_kernel_size", lastKernelSize);
    check(residualKernelSize > 0, "residual_kernel_size", residualKernelSize);
    check(dilationGrowthRate > 0, "dilation_growth_rate", dilationGrowthRate);
    check("reflect".equals(padMode) || "constant".equals(padMode), "pad_mode", padMode);
    check(compress > 0 && filters / compress > 0, "compress", compress);
    check(lstmLayers > 0, "num_lstm_layers", lstmLayers);
    check(trimRightRatio >= 0 && trimRightRatio <= 1, "trim_right_ratio", trimRightRatio);
    check(codebookSize > 1 && codebookSize <= 65_536, "codebook_size", codebookSize);
    check(codebookDim == null || codebookDim == hiddenSize, "codebook_dim", codebookDim);
    check(chunkSeconds == null || chunkSeconds > 0, "chunk_length_s", chunkSeconds);
    check(overlap == null || overlap >= 0 && overlap < 1, "overlap", overlap);
    check(
        targetBandwidths != null && !targetBandwidths.isEmpty(),
        "target_bandwidths",
        targetBandwidths);
    upsamplingRatios = List.copyOf(upsamplingRatios);
    targetBandwidths = List.copyOf(targetBandwidths);
  }

  /**
   * The architecture of the 32 kHz codec, as wide as wanted: 50 frames a second, not causal.
   *
   * @param filters of the first convolution; each of the four stages doubles them (64 in Meta's)
   */
  public static EncodecConfig at32kHz(
      int filters, int hiddenSize, int lstmLayers, int codebooks, int codebookSize) {
    double bandwidth = codebooks * Math.log(codebookSize) / Math.log(2) * 50 / 1000;
    return new EncodecConfig(
        EMBEDDED_RATE,
        1,
        false,
        null,
        null,
        hiddenSize,
        filters,
        1,
        List.of(8, 5, 4, 4),
        "weight_norm",
        7,
        7,
        3,
        2,
        false,
        "reflect",
        2,
        lstmLayers,
        1.0,
        codebookSize,
        hiddenSize,
        false,
        List.of(bandwidth));
  }

  /** Reads a {@code config.json}; keys that do not shape the network are passed over. */
  public static EncodecConfig read(Path file) {
    try {
      EncodecConfig config = JSON.readValue(Files.readString(file), EncodecConfig.class);
      Problem.unless(config != null, "%s is empty.", file);
      return config;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof Problem problem) {
        throw new Problem(file + ": " + problem.getMessage(), "");
      }
      throw new Problem(file + " is no EnCodec config: " + e.getOriginalMessage() + ".", "");
    } catch (IOException e) {
      throw new Problem("Cannot read " + file + ".", "Check the path and its rights.", e);
    }
  }

  private static void check(boolean valid, String key, Object value) {
    if (!valid) {
      throw new Problem("'" + key + "' is " + value + ", which no EnCodec has.", "");
    }
  }

  /** As a {@code config.json} that {@link #read} and Hugging Face's class understand. */
  String toJson() {
    try {
      ObjectNode node = JSON.valueToTree(this);
      node.put("model_type", "encodec");
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Samples per frame. */
  public int hop() {
    return upsamplingRatios.stream().reduce(1, Math::multiplyExact);
  }

  /** Frames a second, rounded up as in the reference. */
  public int frameRate() {
    return (sampleRate + hop() - 1) / hop();
  }

  /** Whether convolutions are followed by a normalisation instead of having normed weights. */
  boolean groupNorm() {
    return normType.equals("time_group_norm");
  }

  int chunkSamples(int samples) {
    return chunkSeconds == null ? samples : (int) (chunkSeconds * sampleRate);
  }

  int chunkStride(int samples) {
    int chunk = chunkSamples(samples);
    return chunkSeconds == null || overlap == null
        ? chunk
        : Math.max(1, (int) ((1 - overlap) * chunk));
  }

  /** Frames of a sound of this many samples. */
  public int frames(int samples) {
    return (samples + hop() - 1) / hop();
  }

  /** Codebooks that a bandwidth in kbit/s pays for, at least one. */
  public int codebooksFor(double kilobits) {
    double each = Math.log(codebookSize) / Math.log(2) * frameRate();
    return (int) Math.max(1, Math.floor(kilobits * 1000 / each + 1e-9));
  }
}
