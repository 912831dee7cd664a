package ricercar.experiment;

import java.util.HashMap;
import java.util.Map;
import ricercar.Problem;
import ricercar.Progress;
import ricercar.codec.CachedVariants;
import ricercar.codec.Encodec;
import ricercar.codec.TokenCache;
import ricercar.corpus.ClipInputs;
import ricercar.corpus.Corpus;
import ricercar.model.MachupConfig;
import ricercar.model.MachupInput;
import ricercar.random.Stream;
import ricercar.train.CachedTokens;
import ricercar.train.TokenSource;

/** Codecs, and the tokens that they make of corpora; each opened once. */
final class TokenRoom {
  private final Map<String, Encodec> codecs = new HashMap<>();
  private final Map<String, TokenCache> caches = new HashMap<>();

  Encodec codec(Experiment experiment) {
    return codecs.computeIfAbsent(
        experiment.codec() + " seed " + experiment.seed(),
        key -> experiment.codec().open(Stream.of(experiment.seed(), "weights").child("codec")));
  }

  /**
   * Of a codec whose weights a result hangs on; empty where none is used, or where the experiment's
   * own seed says all of it.
   */
  String fingerprint(Experiment experiment) {
    boolean judged =
        experiment.method() == Method.CODEC && !(experiment.codec() instanceof CodecSpec.Fresh);
    return experiment.usesTokens() || judged ? codec(experiment).fingerprint() : "";
  }

  /** The model's configuration with what the codec decides. */
  MachupConfig config(Experiment experiment) {
    MachupConfig config = (MachupConfig) experiment.encoder();
    Encodec codec = codec(experiment);
    Problem.unless(
        config.sampleRate() == codec.config().sampleRate(),
        "encoder.sampleRateHz is %d, but the codec takes sound at %d Hz.",
        config.sampleRate(),
        codec.config().sampleRate());
    return config.on(codec.config().hiddenSize(), codec.codebooks(), codec.config().codebookSize());
  }

  /** Frames of one view. */
  int frames(Experiment experiment) {
    return codec(experiment).config().frames(experiment.views().samples());
  }

  double frameRate(Experiment experiment) {
    var config = codec(experiment).config();
    return (double) config.sampleRate() / config.hop();
  }

  /** The tokens of clips as they are. */
  TokenCache clean(Experiment experiment, Corpus corpus, Progress progress) {
    return cache(experiment, corpus, CachedVariants.CLEAN, progress);
  }

  /** What the encoder is given of clips as they are. */
  ClipInputs inputs(Experiment experiment, Corpus corpus, Progress progress) {
    TokenCache cache = clean(experiment, corpus, progress);
    MachupConfig config = (MachupConfig) experiment.encoder();
    return config.input() == MachupInput.LATENTS ? cache.latentInputs() : cache.codeInputs();
  }

  /** Whether batches must bring sound, because each view is encoded anew. */
  static boolean live(Experiment experiment) {
    return augments(experiment) && experiment.machup().cachedVersions() == 0;
  }

  private static boolean augments(Experiment experiment) {
    return experiment.views().chain() != Views.Augmentations.NONE;
  }

  /** Where the tokens of training batches come from. */
  TokenSource source(Experiment experiment, Corpus corpus, Progress progress) {
    if (live(experiment)) {
      Encodec codec = codec(experiment);
      return TokenSource.live(codec, codec.codebooks());
    }
    Views views = experiment.views();
    return new CachedTokens(
        training(experiment, corpus, progress),
        views.viewsPerClip(),
        frames(experiment),
        views.cut(),
        experiment.seed());
  }

  private TokenCache training(Experiment experiment, Corpus corpus, Progress progress) {
    if (!augments(experiment)) {
      return clean(experiment, corpus, progress);
    }
    Views views = experiment.views();
    String left = views.without() == null ? "" : ", without " + views.without();
    String description = "%s, severity %d%s".formatted(views.chain(), views.severity(), left);
    CachedVariants variants =
        CachedVariants.augmented(
            views.augmentations(), description, experiment.machup().cachedVersions(), 0);
    return cache(experiment, corpus, variants, progress);
  }

  private TokenCache cache(
      Experiment experiment, Corpus corpus, CachedVariants variants, Progress progress) {
    Encodec codec = codec(experiment);
    String key = corpus.fingerprint() + " " + codec.fingerprint() + " " + variants;
    TokenCache known = caches.get(key);
    if (known == null) {
      known = TokenCache.open(corpus, codec, variants, progress);
      caches.put(key, known);
    }
    return known;
  }

  /** For people: which tokens training sees. */
  static String told(Experiment experiment) {
    if (!augments(experiment)) {
      return "tokens cached, of clips as they are";
    }
    return live(experiment)
        ? "tokens of views that are augmented and encoded anew at every step"
        : "tokens cached, of %d augmented versions of each training clip"
            .formatted(experiment.machup().cachedVersions());
  }
}
