package ricercar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import ricercar.nn.ConvBlock1d;
import ricercar.nn.ConvTranspose1d;
import ricercar.nn.Layer;
import ricercar.nn.Mode;
import ricercar.random.Stream;
import ricercar.tensor.Convolutions;
import ricercar.tensor.Scope;
import ricercar.tensor.Tensor;

/**
 * TUNe: five blocks contract by 3 each, four expand again with skips across, nine more contract to
 * one embedding. In TUNe+ the first four of these also see the expanding blocks' features. Of
 * inputs longer than 59,049 samples the mean over what remains is taken.
 */
public final class Tune extends Encoder {
  private static final int LEVELS = 4;

  private final TuneConfig config;
  private final List<ConvBlock1d> contract;
  private final List<ConvTranspose1d> up;
  private final List<ConvBlock1d> expand;
  private final List<ConvBlock1d> tail;
  private final List<ConvBlock1d> deep;

  Tune(TuneConfig config, Stream random) {
    this.config = config;
    int w = config.baseWidth();
    int widest = w << LEVELS;
    contract =
        parts(
            "contract",
            LEVELS + 1,
            random,
            (i, own) -> ConvBlock1d.heSame(i == 0 ? 1 : w << (i - 1), w << i, own));
    up =
        parts(
            "up",
            LEVELS,
            random,
            (i, own) -> new ConvTranspose1d(widest >> i, widest >> (i + 1), 3, 3, own));
    expand =
        parts(
            "expand",
            LEVELS,
            random,
            (i, own) ->
                i < LEVELS - 1
                    ? ConvBlock1d.heSame(widest >> i, widest >> (i + 1), own)
                    : ConvBlock1d.hePooled(widest >> i, widest >> (i + 1), own));
    tail =
        parts(
            "tail",
            LEVELS,
            random,
            (i, own) -> {
              int linked = config.plus() ? w << (i + 1) : 0;
              return ConvBlock1d.hePooled((w << i) + linked, w << (i + 1), own);
            });
    deep =
        parts(
            "deep",
            LEVELS + 1,
            random,
            (i, own) ->
                i < LEVELS
                    ? ConvBlock1d.hePooled(i == 0 ? widest : 2 * widest, 2 * widest, own)
                    : ConvBlock1d.heSame(2 * widest, config.embeddingWidth(), own));
  }

  private <L extends Layer> List<L> parts(
      String name, int count, Stream random, BiFunction<Integer, Stream, L> part) {
    List<L> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(child(name + "." + i, part.apply(i, random.child(name, i))));
    }
    return parts;
  }

  @Override
  public Tensor forward(Tensor waveforms, Mode mode) {
    config.requireLength((int) waveforms.size(-1));
    return Scope.run(() -> embedded(tailed(waveforms, mode), mode));
  }

  /** [batch, 1, samples] → [batch, 16 · base width, samples / 243], pooled. */
  private Tensor tailed(Tensor waveforms, Mode mode) {
    return Scope.run(
        () -> {
          // Features by level: those of the whole length first, those of its 81st part last.
          Tensor[] features = new Tensor[LEVELS + 1];
          features[0] = contract.get(0).forward(waveforms, mode);
          for (int level = 1; level <= LEVELS; level++) {
            Tensor pooled = Convolutions.maxPool1d(features[level - 1], 3, 3);
            features[level] = contract.get(level).forward(pooled, mode);
            pooled.close();
          }
          Tensor x = features[LEVELS];
          for (int i = 0; i < LEVELS; i++) {
            int level = LEVELS - 1 - i;
            Tensor skip = features[level];
            features[level] = expanded(i, x, skip, mode);
            skip.close();
            x = features[level];
          }
          // The last expanding block has pooled already.
          for (int i = 0; i < LEVELS; i++) {
            Tensor link = features[i + 1];
            Tensor in = config.plus() ? Tensor.concat(1, List.of(x, link)) : x;
            link.close();
            x = tail.get(i).forward(in, mode);
            in.close();
          }
          return x;
        });
  }

  private Tensor expanded(int i, Tensor x, Tensor skip, Mode mode) {
    return Scope.run(
        () -> expand.get(i).forward(Tensor.concat(1, List.of(up.get(i).forward(x), skip)), mode));
  }

  private Tensor embedded(Tensor tailed, Mode mode) {
    Tensor x = tailed;
    for (ConvBlock1d block : deep) {
      Tensor y = block.forward(x, mode);
      x.close();
      x = y;
    }
    Tensor averaged = Convolutions.avgPool1d(x, 3, 3);
    return averaged.size(2) == 1 ? averaged.squeeze(2) : averaged.mean(2, false);
  }

  @Override
  public int width() {
    return config.embeddingWidth();
  }

  @Override
  public int minimumLength() {
    return TuneConfig.MINIMUM_SAMPLES;
  }

  @Override
  public int usableLength(int samples) {
    return config.usableLength(samples);
  }
}
