package ricercar.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Problem;
import ricercar.model.EncoderConfig;
import ricercar.model.MachupConfig;
import ricercar.probe.Probe;
import ricercar.probe.Robustness;
import ricercar.track.RunIdentity;
import ricercar.train.TrainingConfig;

/**
 * One run, with nothing left open: all that its numbers depend on, besides the corpus's content.
 *
 * @param name the row of the table
 * @param task of the corpus, by name; the corpus's usual one if null
 * @param siamese for method siamese; null for others
 * @param oracle for method oracle; null for others
 * @param probeOn another task, or another corpus, that the finished encoder is probed on instead;
 *     null for the experiment's own
 * @param probeEvery training steps between looks at the embeddings; 0 for none
 * @param threads inside one tensor operation; results differ in the last bits between numbers
 */
public record Experiment(
    String name,
    Method method,
    CorpusSpec corpus,
    String task,
    EncoderConfig encoder,
    CodecSpec codec,
    CodecTraining codecTraining,
    MachupTraining machup,
    FineTuning fineTuning,
    FrameTask frames,
    Robustness robustness,
    ZeroShot zeroShot,
    Views views,
    LabelUse labels,
    Contrastive contrastive,
    @OrNone Siamese siamese,
    @OrNone OracleUse oracle,
    TrainingConfig training,
    int probeEvery,
    Probe probe,
    @OrNone ProbeOn probeOn,
    long seed,
    int threads) {
  /**
   * Part of every run's identity. Raise it when a change of the code changes numbers, so that older
   * runs are not taken for new ones.
   */
  public static final int REVISION = 2;

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .build());
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  public Experiment {
    task = task == null ? corpus.usualTask() : task;
    robustness = robustness == null ? Robustness.standard() : robustness;
    zeroShot = zeroShot == null ? new ZeroShot(null, null) : zeroShot;
    Problem.unless(
        probeOn == null || method.transfers(),
        "probeOn is for encoders of sound; method %s has none to be probed elsewhere.",
        TypeNames.of(method));
    if (probeOn != null && !method.trains()) {
      // What was trained on nothing is simply at home there.
      corpus = probeOn.corpus() == null ? corpus : probeOn.corpus();
      task = probeOn.task();
      probeOn = null;
    }
    Problem.unless(
        probeEvery >= 0, "probeEvery must be 0 (never) or a number of steps, not %d.", probeEvery);
    Problem.unless(threads >= 1, "threads must be at least 1, but is %d.", threads);
    Problem.unless(
        !method.contrasts() || views.viewsPerClip() >= 2,
        "views.viewsPerClip is %d, but contrast needs at least 2 views of a clip.",
        views.viewsPerClip());
    Problem.unless(
        method != Method.SUPERVISED || labels.labelledShare() > 0,
        "labels.labelledShare is 0, but method supervised learns from labels alone.");
    if (method.dependsOn().contains("encoder")) {
      encoder.requireLength(views.samples());
    }
    if (method == Method.SIAMESE) {
      Problem.unless(
          siamese != null, "method is siamese, but siamese is missing: as in {type: byol}.");
      Problem.unless(
          views.viewsPerClip() == 2,
          "views.viewsPerClip is %d, but method siamese compares 2 views of a clip.",
          views.viewsPerClip());
      Problem.unless(
          labels.equals(LabelUse.NONE),
          "method siamese learns without labels; leave 'labels' as it is by default.");
    }
    if (method == Method.ORACLE) {
      Problem.unless(
          oracle != null, "method is oracle, but oracle is missing: as in {budgets: [20, 40]}.");
      Problem.unless(
          labels.labelledShare() > 0 && labels.task() == null && labels.corpus() == null,
          "method oracle predicts by prototypes of the clips that are labelled before, so that"
              + " labels.labelledShare must be above 0, of the experiment's own task and corpus.");
    }
    boolean masked = encoder instanceof MachupConfig;
    Problem.unless(
        masked || !method.needsMachup(),
        "method is %s, which needs encoder: {type: machup}.",
        TypeNames.of(method));
    Problem.unless(
        !masked
            || !method.contrasts()
                && method != Method.SUPERVISED
                && method != Method.SIAMESE
                && method != Method.UNTRAINED_ROBUSTNESS,
        "method is %s, but encoder machup learns by methods machup and machup-finetuned.",
        TypeNames.of(method));
  }

  /** Whether the encoder is given a codec's tokens. */
  public boolean usesTokens() {
    return encoder instanceof MachupConfig && (method.needsMachup() || method == Method.UNTRAINED);
  }

  /** For the foot of a table: which codec made the tokens; empty if there are none. */
  String codecTold() {
    return usesTokens() ? "Codec: " + codec.told() + "." : "";
  }

  /** Likewise: which tokens training saw; empty if none were trained on. */
  String tokensTold() {
    return method == Method.MACHUP ? TokenRoom.told(this) : "";
  }

  /** Likewise: how the windows of a clip became one answer, where there is a choice. */
  String aggregationTold() {
    return usesTokens() && method == Method.MACHUP ? probe.aggregated().note() : "";
  }

  /** The run that this one goes on from, which is made first. */
  public Optional<Experiment> basis() {
    return probeOn != null
        ? Optional.of(going(method, null))
        : method.basis().map(earlier -> going(earlier, null));
  }

  private Experiment going(Method by, ProbeOn elsewhere) {
    return new Experiment(
        name,
        by,
        corpus,
        task,
        encoder,
        codec,
        codecTraining,
        machup,
        fineTuning,
        frames,
        robustness,
        zeroShot,
        views,
        labels,
        contrastive,
        siamese,
        oracle,
        training,
        probeEvery,
        probe,
        elsewhere,
        seed,
        threads);
  }

  /** The corpus that the result is about. */
  CorpusSpec probedCorpus() {
    return probeOn == null || probeOn.corpus() == null ? corpus : probeOn.corpus();
  }

  /** The task that the result is about. */
  String probedTask() {
    return probeOn == null ? task : probeOn.task();
  }

  /** Where the labels come from that training sees. */
  CorpusSpec labelCorpus() {
    return labels.corpus() == null ? corpus : labels.corpus();
  }

  /** The task whose labels training sees. */
  String labelTask() {
    return labels.task() != null
        ? labels.task()
        : labels.corpus() != null ? labels.corpus().usualTask() : task;
  }

  /** Every corpus that the numbers depend on, each once: the experiment's own first. */
  List<CorpusSpec> corpora() {
    Set<CorpusSpec> all = new LinkedHashSet<>(List.of(corpus));
    if (method.dependsOn().contains("labels")) {
      all.add(labelCorpus());
    }
    all.add(probedCorpus());
    return List.copyOf(all);
  }

  /** Of the views, in Hz. */
  public int sampleRate() {
    return method.aboutCodecs() ? codec.sampleRate() : encoder.sampleRate();
  }

  /** Every setting, as YAML that reads back to the same experiment. */
  public String toYaml() {
    try {
      return YAML.writeValueAsString(RecordWriter.write(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From {@link #toYaml}. */
  public static Experiment fromYaml(String yaml) {
    return new RecordReader(Settings.parse(yaml, "experiment.yaml")).read(Experiment.class);
  }

  /** What the method depends on, sorted: one spelling for one computation, whatever its name. */
  public String canonical() {
    ObjectNode all = RecordWriter.write(this);
    all.put("sampleRate", sampleRate());
    TreeMap<String, JsonNode> kept = new TreeMap<>();
    Set<String> paths = new TreeSet<>(method.dependsOn());
    if (usesTokens()) {
      paths.add("codec");
    }
    if (probeOn != null) {
      paths.add("probeOn");
    }
    for (String path : paths) {
      JsonNode value = all.at("/" + path.replace('.', '/'));
      kept.put(path, sorted(value));
    }
    kept.put("method", all.get("method"));
    kept.put("revision", JSON.getNodeFactory().numberNode(REVISION));
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Of the run on a corpus as it was found, on "cpu" or "gpu".
   *
   * @param codecFingerprint of the codec whose tokens are used; empty if none are
   */
  public RunIdentity identity(
      String corpusName, String corpusFingerprint, String device, String codecFingerprint) {
    String all =
        codecFingerprint.isEmpty() ? canonical() : canonical() + "\ncodec " + codecFingerprint;
    return new RunIdentity(
        name, all, toYaml(), seed, threads, device, corpusName, corpusFingerprint);
  }

  /** The keys that a file may set; name and seed have keys of their own there. */
  static Set<String> keys() {
    Set<String> keys = RecordReader.keys(Experiment.class);
    keys.remove("name");
    keys.remove("seed");
    return keys;
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    TreeMap<String, JsonNode> fields = new TreeMap<>();
    node.fields().forEachRemaining(f -> fields.put(f.getKey(), sorted(f.getValue())));
    ObjectNode ordered = JSON.createObjectNode();
    fields.forEach(ordered::set);
    return ordered;
  }
}
