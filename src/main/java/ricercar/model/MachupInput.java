package ricercar.model;

import java.util.function.UnaryOperator;
import ricercar.nn.Layer;
import ricercar.nn.Linear;
import ricercar.random.Stream;
import ricercar.tensor.Tensor;

/** What a masked model is fed of a codec's output, and how it becomes tokens. */
public enum MachupInput {
  /** The latents before quantisation, [batch, frames, latent width], through a linear map. */
  LATENTS {
    @Override
    Embedder embedder(MachupConfig config, Stream random) {
      Linear linear = new Linear(config.inputWidth(), config.encoder().width(), random);
      return new Embedder(linear, linear::forward);
    }
  },

  /** The codes [batch, frames, codebooks]; a table as wide as the tokens for each book, summed. */
  SUMMED {
    @Override
    Embedder embedder(MachupConfig config, Stream random) {
      CodeTables tables =
          CodeTables.summed(
              config.codebooks(), config.codebookSize(), config.encoder().width(), random);
      return new Embedder(tables, tables::forward);
    }
  },

  /**
   * The codes [batch, frames, codebooks]; the tables' vectors side by side, those of the first half
   * of the books twice as wide as the others.
   */
  CONCATENATED {
    @Override
    Embedder embedder(MachupConfig config, Stream random) {
      CodeTables tables =
          CodeTables.concatenated(
              config.codebooks(), config.codebookSize(), config.encoder().width(), random);
      return new Embedder(tables, tables::forward);
    }
  };

  /** Weights, and the map from input to [batch, frames, width]. */
  record Embedder(Layer layer, UnaryOperator<Tensor> map) {}

  abstract Embedder embedder(MachupConfig config, Stream random);
}
