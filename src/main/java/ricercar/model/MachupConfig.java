package ricercar.model;

import ricercar.Problem;
import ricercar.nn.TransformerConfig;
import ricercar.random.Stream;

/**
 * The shape of a MaCHUP model. What is left out is as in the report: 10 and 2 layers of width 768.
 *
 * @param input what of the codec is fed in; latents if null
 * @param inputWidth of the codec's latents; the codec's own if null
 * @param codebooks Q; the codec's own if null
 * @param codebookSize codes to tell apart in each; the codec's own if null
 * @param projectionWidth of the vectors that are compared; 128 if null
 * @param pooling of tokens to an embedding; the mean if null
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
    Integer sampleRateHz)
    implements EncoderConfig {
  public MachupConfig {
    input = input == null ? MachupInput.LATENTS : input;
    encoder = encoder == null ? layers(10) : encoder;
    decoder = decoder == null ? layers(2) : decoder;
    projectionWidth = projectionWidth == null ? 128 : projectionWidth;
    pooling = pooling == null ? Pooling.MEAN : pooling;
    sampleRateHz = sampleRateHz == null ? 32_000 : sampleRateHz;
    requireAtLeast(1, inputWidth, "inputWidth");
    requireAtLeast(1, codebooks, "codebooks");
    requireAtLeast(2, codebookSize, "codebookSize");
    requireAtLeast(1, projectionWidth, "projectionWidth");
    requireAtLeast(1, sampleRateHz, "sampleRateHz");
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
    return new MachupConfig(null, null, null, null, encoder, decoder, projectionWidth, null, null);
  }

  public MachupConfig with(MachupInput kind) {
    return new MachupConfig(
        kind,
        inputWidth,
        codebooks,
        codebookSize,
        encoder,
        decoder,
        projectionWidth,
        pooling,
        sampleRateHz);
  }

  public MachupConfig with(Pooling kind) {
    return new MachupConfig(
        input,
        inputWidth,
        codebooks,
        codebookSize,
        encoder,
        decoder,
        projectionWidth,
        kind,
        sampleRateHz);
  }

  /**
   * The same model on a codec with these dimensions, which fill what was left out.
   *
   * @throws Problem if the configuration says otherwise
   */
  public MachupConfig on(int latentWidth, int books, int codes) {
    return new MachupConfig(
        input,
        agreed("inputWidth", inputWidth, latentWidth),
        agreed("codebooks", codebooks, books),
        agreed("codebookSize", codebookSize, codes),
        encoder,
        decoder,
        projectionWidth,
        pooling,
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
