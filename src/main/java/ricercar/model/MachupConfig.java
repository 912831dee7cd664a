package ricercar.model;

import ricercar.Problem;
import ricercar.nn.Activation;
import ricercar.nn.AttentionKind;
import ricercar.nn.TransformerBlock;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;

/**
 * The shape of a MaCHUP model. What is left out is as in the report: 10 and 2 layers of width 768.
 *
 * @param input what of the codec is fed in; latents if null
 * @param inputWidth of the codec's latents; the codec's own if null
 * @param codebooks Q; the codec's own if null
 * @param codebookSize codes to tell apart in each; the codec's own if null
 * @param projectionWidth of the vectors that are compared; 128 if null; 0 for a model that compares
 *     none
 * @param pooling of tokens to an embedding; the mean if null
 * @param classToken whether a learned token stands in front; it does if null
 * @param maskFill what the decoder sees of dropped tokens; a learned vector if null
 * @param inputNorm whether the placed tokens are normalised before the encoder; they are if null
 * @param positionScale whether positions have a learned factor, one for encoder and decoder; not if
 *     null
 * @param sampleRateHz of the codec; 32,000 if null
 */
public record MachupConfig(
    MachupInput input,
    Integer inputWidth,
    Integer codebooks,
    Integer codebookSize,
    TransformerConfig encoder,
    TransformerConfig decoder,
    Integer projectionWidth,
    Pooling pooling,
    Boolean classToken,
    MaskFill maskFill,
    Boolean inputNorm,
    Boolean positionScale,
    Integer sampleRateHz)
    implements EncoderConfig {
  public MachupConfig {
    input = input == null ? MachupInput.LATENTS : input;
    encoder = encoder == null ? layers(10) : encoder;
    decoder = decoder == null ? layers(2) : decoder;
    projectionWidth = projectionWidth == null ? 128 : projectionWidth;
    pooling = pooling == null ? Pooling.MEAN : pooling;
    classToken = classToken == null || classToken;
    maskFill = maskFill == null ? MaskFill.LEARNED : maskFill;
    inputNorm = inputNorm == null || inputNorm;
    positionScale = positionScale != null && positionScale;
    sampleRateHz = sampleRateHz == null ? 32_000 : sampleRateHz;
    requireAtLeast(1, inputWidth, "inputWidth");
    requireAtLeast(1, codebooks, "codebooks");
    requireAtLeast(2, codebookSize, "codebookSize");
    requireAtLeast(0, projectionWidth, "projectionWidth");
    requireAtLeast(1, sampleRateHz, "sampleRateHz");
    Problem.unless(
        classToken || pooling != Pooling.CLASS,
        "encoder.pooling is class, but encoder.classToken is false.");
    Problem.unless(
        encoder.width() == decoder.width(),
        "encoder.encoder is %d wide and encoder.decoder %d; they must be equal.",
        encoder.width(),
        decoder.width());
  }

  private static TransformerConfig layers(int count) {
    return new TransformerConfig(count, 768, 16, 2_048, null, null);
  }

  private static void requireAtLeast(int least, Integer value, String key) {
    Problem.unless(
        value == null || value >= least,
        "encoder.%s must be at least %d, but is %d.",
        key,
        least,
        value);
  }

  /** The report's model, but for these; the codec is still to be told by {@link #on}. */
  public static MachupConfig of(
      TransformerConfig encoder, TransformerConfig decoder, Integer projectionWidth) {
    return new MachupConfig(
        null,
        null,
        null,
        null,
        encoder,
        decoder,
        projectionWidth,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * EncodecMAE base (Pepino et al. 2023) on the 24 kHz codec's latents: no class token, dropped
   * tokens refilled with zeros, ResiDual layers with one feed-forward net for all. Its masks and
   * loss are {@link Masking.Spans} of 15 frames at 50 % and {@code ReconstructionLoss.encodecMae}.
   */
  public static MachupConfig encodecMae() {
    return new MachupConfig(
        MachupInput.LATENTS,
        null,
        null,
        null,
        encodecMaeLayers(10),
        encodecMaeLayers(2),
        0,
        Pooling.MEAN,
        false,
        MaskFill.ZEROS,
        false,
        true,
        24_000);
  }

  private static TransformerConfig encodecMaeLayers(int count) {
    return new TransformerConfig(
        count,
        768,
        12,
        4_096,
        0.0,
        AttentionKind.SOFTMAX,
        TransformerBlock.RESIDUAL,
        Activation.RELU,
        true,
        false);
  }

  public MachupConfig with(MachupInput kind) {
    return copy(kind, inputWidth, codebooks, codebookSize, pooling);
  }

  public MachupConfig with(Pooling kind) {
    return copy(input, inputWidth, codebooks, codebookSize, kind);
  }

  /**
   * The same model on a codec with these dimensions, which fill what was left out.
   *
   * @throws Problem if the configuration says otherwise
   */
  public MachupConfig on(int latentWidth, int books, int codes) {
    return copy(
        input,
        agreed("inputWidth", inputWidth, latentWidth),
        agreed("codebooks", codebooks, books),
        agreed("codebookSize", codebookSize, codes),
        pooling);
  }

  private MachupConfig copy(
      MachupInput fed, Integer latentWidth, Integer books, Integer codes, Pooling pooled) {
    return new MachupConfig(
        fed,
        latentWidth,
        books,
        codes,
        encoder,
        decoder,
        projectionWidth,
        pooled,
        classToken,
        maskFill,
        inputNorm,
        positionScale,
        sampleRateHz);
  }

  private static int agreed(String key, Integer asked, int ofCodec) {
    Problem.unless(
        asked == null || asked == ofCodec,
        "encoder.%s is %d, but the codec has %d. Leave it out to take the codec's.",
        key,
        asked,
        ofCodec);
    return ofCodec;
  }

  @Override
  public Machup build(Stream random) {
    Problem.unless(
        inputWidth != null && codebooks != null && codebookSize != null,
        "encoder.inputWidth, encoder.codebooks and encoder.codebookSize are not known: %s, %s, %s."
            + " Give them, or a codec.",
        inputWidth,
        codebooks,
        codebookSize);
    return new Machup(this, random);
  }

  @Override
  public int sampleRate() {
    return sampleRateHz;
  }
}
