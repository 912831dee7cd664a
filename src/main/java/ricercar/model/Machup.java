package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ricercar.Problem;
import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.nn.LayerNorm;
import ricercar.nn.Linear;
import ricercar.nn.Mode;
import ricercar.nn.Positions;
import ricercar.nn.Transformer;
import ricercar.random.Stream;
import ricercar.tensor.DType;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The masked model of the report's appendix A: a codec's latents or codes get positions, masked
 * ones are dropped, a class token joins in front, and an encoder embeds what is left; a decoder
 * sees the encoded tokens at their places, a mask vector elsewhere, and tells every codebook's
 * code.
 */
public final class Machup extends Encoder {
  private final Tensor cls; // null without class token
  private final Tensor positionScale; // null if it is 1
  private final MachupInput.Embedder input;
  private final LayerNorm inputNorm;
  private final Transformer encoder;
  private final Projection projection;
  private final Decoder decoder;
  private final MachupConfig config;
  private final int width;

  Machup(MachupConfig config, Stream random) {
    this(config, true, random);
  }

  private Machup(MachupConfig config, boolean decodes, Stream random) {
    this.config = config;
    width = config.encoder().width();
    cls = config.classToken() ? parameter("cls", Initial.normal(random.child("cls")), width) : null;
    positionScale = config.positionScale() ? parameter("position_scale", Initial.ONES, 1) : null;
    input = config.input().embedder(config, random.child("input"));
    child("input", input.layer());
    inputNorm = config.inputNorm() ? child("input_norm", new LayerNorm(width)) : null;
    encoder = child("encoder", new Transformer(config.encoder(), random.child("encoder")));
    projection =
        config.projectionWidth() > 0
            ? child("projection", new Projection(width, config.projectionWidth(), random))
            : null;
    decoder = decodes ? new Decoder(random) : null;
  }

  /** What reconstructs codes; its weights bear no name of their own in front. */
  private final class Decoder {
    private final Tensor mask; // null for zeros
    private final Linear input;
    private final Transformer layers;
    private final List<Linear> heads = new ArrayList<>();

    Decoder(Stream random) {
      mask =
          config.maskFill() == MaskFill.LEARNED
              ? parameter("mask", Initial.normal(random.child("mask")), width)
              : null;
      layers = child("decoder", new Transformer(config.decoder(), random.child("decoder")));
      input = child("decoder_input", new Linear(width, width, random.child("decoder input")));
      for (int i = 0; i < config.codebooks(); i++) {
        Stream ofHead = random.child("head", i);
        heads.add(child("heads." + i, new Linear(width, config.codebookSize(), ofHead)));
      }
    }

    Tensor forward(Tensor encoded, long[][] visible, int frames, Mode mode) {
      Tensor fill = mask == null ? Tensor.zeros(DType.FLOAT32, width) : mask;
      Tensor all = Sequences.unmasked(input.forward(encoded), fill, classes(), visible, frames);
      return layers.forward(placed(all), mode).slice(1, classes(), classes() + frames);
    }
  }

  /**
   * The encoder and projection alone, with weights as they are here now, none of them trained: its
   * weights are buffers. It cannot decode.
   */
  public Machup teacher() {
    Machup teacher = new Machup(config, false, Stream.of(0, "overwritten"));
    teacher.freeze();
    Map<String, Tensor> own = state();
    teacher.buffers().forEach((name, tensor) -> tensor.set(own.get(name)));
    return teacher;
  }

  /** Linear, ReLU, linear, with biases. */
  private static final class Projection extends Layer {
    private final Linear hidden;
    private final Linear out;

    Projection(int width, int projectionWidth, Stream random) {
      hidden = child("0", new Linear(width, width, random.child("hidden projection")));
      out = child("2", new Linear(width, projectionWidth, random.child("projection")));
    }

    Tensor forward(Tensor x) {
      return out.forward(hidden.forward(x).relu());
    }
  }

  public MachupConfig config() {
    return config;
  }

  /** Of an encoded token, and so of an embedding. */
  @Override
  public int width() {
    return width;
  }

  @Override
  public int minimumLength() {
    return 1;
  }

  /** Everything visible, encoded, and pooled to one vector. */
  @Override
  public Tensor forward(Tensor tokens, Mode mode) {
    return Scope.run(() -> config.pooling().of(encode(tokens, mode), classes()));
  }

  /**
   * Local representations: every frame's token, everything visible.
   *
   * @param tokens [batch, frames, input width]
   * @return [batch, frames, width]
   */
  public Tensor frames(Tensor tokens, Mode mode) {
    return Scope.run(() -> local(encode(tokens, mode)));
  }

  /**
   * The class token and the visible ones, encoded.
   *
   * @param tokens latents [batch, frames, input width], or codes [batch, frames, codebooks]: what
   *     {@link MachupConfig#input} says
   * @param visible the frames that are kept, for each of the batch equally many, in any order
   * @return [batch, 1 + visible, width], tokens in the order of {@code visible}; without the 1 if
   *     the model has no class token
   */
  public Tensor encode(Tensor tokens, long[][] visible, Mode mode) {
    return Scope.run(
        () -> encoder.forward(Sequences.kept(embedded(tokens), classes(), visible), mode));
  }

  /** The class token and every frame's token, encoded with nothing masked. */
  public Tensor encode(Tensor tokens, Mode mode) {
    return Scope.run(() -> encoder.forward(embedded(tokens), mode));
  }

  /** The class token and all others at their positions, [batch, 1 + frames, width]. */
  private Tensor embedded(Tensor tokens) {
    Tensor frames = input.map().apply(tokens);
    Tensor all =
        cls == null
            ? frames
            : Tensor.concat(1, List.of(cls.broadcast(tokens.size(0), 1, width), frames));
    Tensor placed = placed(all);
    return inputNorm == null ? placed : inputNorm.forward(placed);
  }

  private Tensor placed(Tensor tokens) {
    Tensor positions = Positions.sinusoidal((int) tokens.size(1), width);
    return tokens.add(positionScale == null ? positions : positions.mul(positionScale));
  }

  private int classes() {
    return cls == null ? 0 : 1;
  }

  private Tensor local(Tensor encoded) {
    return encoded.slice(1, classes(), encoded.size(1));
  }

  /**
   * Every codebook's logits at every frame.
   *
   * @param encoded what {@link #encode} gave for {@code visible}
   * @return [batch, frames, codebooks, codebook size]
   */
  public Tensor decode(Tensor encoded, long[][] visible, int frames, Mode mode) {
    return Scope.run(
        () -> {
          Tensor decoded = decoded(encoded, visible, frames, mode);
          IntStream books = IntStream.range(0, config.codebooks());
          return Tensor.stack(2, books.mapToObj(book -> logits(decoded, book)).toList());
        });
  }

  /** What the heads see: [batch, frames, width]. */
  public Tensor decoded(Tensor encoded, long[][] visible, int frames, Mode mode) {
    if (decoder == null) {
      throw new IllegalStateException("a teacher has no decoder");
    }
    return Scope.run(() -> decoder.forward(encoded, visible, frames, mode));
  }

  /** A codebook's logits at every frame: [batch, frames, codebook size]. */
  public Tensor logits(Tensor decoded, int codebook) {
    return decoder.heads.get(codebook).forward(decoded);
  }

  /** The projected visible tokens, [batch, visible, projection width]. */
  public Tensor projectedTokens(Tensor encoded) {
    return Scope.run(() -> projected(local(encoded)));
  }

  /** The projected class token, [batch, projection width]. */
  public Tensor projectedClass(Tensor encoded) {
    Problem.unless(cls != null, "This contrast needs encoder.classToken, which is false.");
    return Scope.run(() -> projected(Pooling.CLASS.of(encoded, classes())));
  }

  private Tensor projected(Tensor encoded) {
    Problem.unless(projection != null, "Contrast needs encoder.projectionWidth, which is 0.");
    return projection.forward(encoded);
  }
}
