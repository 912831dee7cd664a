package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import ricercar.nn.Initial;
import ricercar.nn.Layer;
import ricercar.nn.LayerNorm;
import ricercar.nn.Linear;
import ricercar.nn.Mode;
import ricercar.nn.Positions;
import ricercar.nn.Transformer;
import ricercar.random.Stream;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * The masked model of the report's appendix A: latents of a codec get positions, masked ones are
 * dropped, a class token joins in front, and an encoder embeds what is left; a decoder sees the
 * encoded tokens at their places, a mask vector elsewhere, and tells every codebook's code.
 */
public final class Machup extends Encoder {
  private final Tensor cls;
  private final Tensor mask;
  private final MachupInput.Embedder input;
  private final LayerNorm inputNorm;
  private final Transformer encoder;
  private final Transformer decoder;
  private final Linear decoderInput;
  private final List<Linear> heads = new ArrayList<>();
  private final Projection projection;
  private final MachupConfig config;
  private final int width;

  Machup(MachupConfig config, Stream random) {
    this.config = config;
    width = config.encoder().width();
    cls = parameter("cls", Initial.normal(random.child("cls")), width);
    mask = parameter("mask", Initial.normal(random.child("mask")), width);
    input = config.input().embedder(config, random.child("input"));
    child("input", input.layer());
    inputNorm = child("input_norm", new LayerNorm(width));
    encoder = child("encoder", new Transformer(config.encoder(), random.child("encoder")));
    decoder = child("decoder", new Transformer(config.decoder(), random.child("decoder")));
    decoderInput = child("decoder_input", new Linear(width, width, random.child("decoder input")));
    for (int i = 0; i < config.codebooks(); i++) {
      heads.add(
          child("heads." + i, new Linear(width, config.codebookSize(), random.child("head", i))));
    }
    projection = child("projection", new Projection(width, config.projectionWidth(), random));
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
    return Scope.run(() -> config.pooling().of(encoder.forward(placed(tokens), mode), 1));
  }

  /**
   * Local representations: every frame's token, everything visible.
   *
   * @param tokens [batch, frames, input width]
   * @return [batch, frames, width]
   */
  public Tensor frames(Tensor tokens, Mode mode) {
    return Scope.run(() -> encoder.forward(placed(tokens), mode).slice(1, 1, tokens.size(1) + 1));
  }

  /**
   * The class token and the visible ones, encoded.
   *
   * @param tokens latents [batch, frames, input width], or codes [batch, frames, codebooks]: what
   *     {@link MachupConfig#input} says
   * @param visible the frames that are kept, for each of the batch equally many, in any order
   * @return [batch, 1 + visible, width], tokens in the order of {@code visible}
   */
  public Tensor encode(Tensor tokens, long[][] visible, Mode mode) {
    return Scope.run(() -> encoder.forward(kept(placed(tokens), visible), mode));
  }

  /** The class token and all others at their positions, [batch, 1 + frames, width]. */
  private Tensor placed(Tensor tokens) {
    Tensor embedded = input.map().apply(tokens);
    Tensor first = cls.broadcast(tokens.size(0), 1, width);
    Tensor all = Tensor.concat(1, List.of(first, embedded));
    return inputNorm.forward(all.add(Positions.sinusoidal((int) all.size(1), width)));
  }

  /** The class token and the visible ones of [batch, 1 + frames, width]. */
  private Tensor kept(Tensor tokens, long[][] visible) {
    int batch = visible.length;
    int count = visible[0].length + 1;
    long stride = tokens.size(1);
    long[] rows = new long[batch * count];
    for (int b = 0; b < batch; b++) {
      rows[b * count] = b * stride;
      for (int i = 1; i < count; i++) {
        rows[b * count + i] = b * stride + 1 + visible[b][i - 1];
      }
    }
    return tokens
        .reshape(batch * stride, width)
        .select(0, Tensor.of(rows, rows.length))
        .reshape(batch, count, width);
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
          Tensor placed =
              unmasked(decoderInput.forward(encoded), visible, frames)
                  .add(Positions.sinusoidal(frames + 1, width));
          Tensor decoded = decoder.forward(placed, mode).slice(1, 1, frames + 1);
          return Tensor.stack(2, heads.stream().map(head -> head.forward(decoded)).toList());
        });
  }

  /** The class token, then each frame's token, or the mask vector where it was dropped. */
  private Tensor unmasked(Tensor tokens, long[][] visible, int frames) {
    int batch = visible.length;
    int count = visible[0].length + 1;
    // Row 0 is the mask vector; it stands wherever no token is put.
    long[] rows = new long[batch * (frames + 1)];
    for (int b = 0; b < batch; b++) {
      int start = b * (frames + 1);
      rows[start] = 1 + (long) b * count;
      for (int i = 1; i < count; i++) {
        rows[start + 1 + (int) visible[b][i - 1]] = 1 + (long) b * count + i;
      }
    }
    Tensor table =
        Tensor.concat(0, List.of(mask.expand(0), tokens.reshape((long) batch * count, width)));
    return table.select(0, Tensor.of(rows, rows.length)).reshape(batch, frames + 1, width);
  }

  /** The projected visible tokens, [batch, visible, projection width]. */
  public Tensor projectedTokens(Tensor encoded) {
    return Scope.run(() -> projection.forward(encoded.slice(1, 1, encoded.size(1))));
  }

  /** The projected class token, [batch, projection width]. */
  public Tensor projectedClass(Tensor encoded) {
    return Scope.run(() -> projection.forward(encoded.slice(1, 0, 1).squeeze(1)));
  }
}
