package ricercar.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ricercar.metric.Metric;
import ricercar.metric.Outcomes;
import ricercar.model.Encoder;
import ricercar.model.EncoderConfig;
import ricercar.stats.Bca;
import ricercar.stats.Clusters;
import ricercar.track.Cell;
import ricercar.track.Provenance;
import ricercar.track.RunFolder;
import ricercar.track.RunResult;

/**
 * What someone must know who is handed a model: on which data and how it was made, how well it
 * does, and on what terms it may be used.
 */
record ModelCard(String text) {
  private static final int RESAMPLES = 2_000;
  private static final double LEVEL = 0.95;
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .build());
  private static final String USE =
      """
      ## Use

      ```sh
      ./ricercar embed MODEL FOLDER --out DIR
      ```

      or, in a notebook, `ModelFolder.open(path).embed(waveform)`. Tensor names and layouts are
      PyTorch's. An embedding is the mean over full windows that do not overlap, at most 64 from the
      start of a sound.
      """;

  /** Of a finished run's encoder. */
  static ModelCard of(Experiment experiment, RunFolder folder, Encoder encoder, String licence) {
    Provenance provenance = folder.provenance();
    List<String> parts = new ArrayList<>();
    parts.add(
        "# %s\n\n%s of %,d parameters, %d numbers per embedding, for sound at %,d Hz in windows of %,d samples. Trained by Ricercar, method %s."
            .formatted(
                experiment.name(),
                TypeNames.of(experiment.encoder().getClass().getSimpleName()),
                encoder.size(),
                encoder.width(),
                experiment.encoder().sampleRate(),
                experiment.views().samples(),
                TypeNames.of(experiment.method())));
    parts.add(USE.strip());
    parts.add(
        "## Data\n\nCorpus `%s`, fingerprint `%s`.%s\n\n%s"
            .formatted(
                provenance.corpus().name(),
                provenance.corpus().fingerprint(),
                sentence(experiment.corpus().caveat()),
                fenced(yaml(experiment.corpus()))));
    parts.add("## Scores\n\n" + scores(experiment, folder.result()));
    parts.add(
        "## Protocol\n\nEverything that the run was made with; the probe's settings stand under `probe`.\n\n"
            + fenced(folder.experiment()));
    parts.add("## Provenance\n\n" + told(provenance));
    parts.add("## Licence\n\n" + licence(licence, experiment));
    return new ModelCard(String.join("\n\n", parts) + "\n");
  }

  /** Of a checkpoint made by other software. */
  static ModelCard ofCheckpoint(
      String name, String sha256, EncoderConfig config, Encoder encoder, String licence) {
    return new ModelCard(
        """
        # %s

        %s of %,d parameters, %d numbers per embedding, for sound at %,d Hz, out of a PyTorch
        checkpoint made elsewhere; what it was trained on is not known here.

        %s

        ## Provenance

        Converted from a safetensors file with SHA-256 `%s`.

        ## Licence

        %s
        """
            .formatted(
                name,
                TypeNames.of(config.getClass().getSimpleName()),
                encoder.size(),
                encoder.width(),
                config.sampleRate(),
                USE.strip(),
                sha256,
                licence == null
                    ? "Not stated. The weights stay under the licence of those who made them."
                    : licence));
  }

  private static String scores(Experiment experiment, RunResult result) {
    Outcomes outcomes = result.outcomes();
    PairedScores scores =
        new PairedScores(new Bca(RESAMPLES, LEVEL), Clusters.of(outcomes.groups()));
    TreeMap<Long, RunResult> ofSeed = new TreeMap<>();
    ofSeed.put(experiment.seed(), result);
    String rows =
        Metric.forTask(outcomes.task()).stream()
            .map(
                metric -> {
                  Cell.Unit unit =
                      metric.unit() == Metric.Unit.PERCENT ? Cell.Unit.PERCENT : Cell.Unit.NUMBER;
                  Cell cell =
                      new Cell(
                          scores.value(metric, ofSeed),
                          unit,
                          outcomes.size(),
                          List.of(experiment.seed()),
                          Double.NaN,
                          List.of());
                  return "| %s | %s |\n".formatted(metric.heading(outcomes.task()), cell.text());
                })
            .collect(Collectors.joining());
    return """
        Task `%s` on %d test items of %d tracks, seed %d; in brackets the %.0f %% interval of a \
        bootstrap over tracks, which says nothing of other seeds.

        | metric | value |
        |---|---:|
        %s"""
        .formatted(
            outcomes.task().name(),
            outcomes.size(),
            outcomes.groups().stream().distinct().count(),
            experiment.seed(),
            100 * LEVEL,
            rows.strip());
  }

  private static String told(Provenance provenance) {
    return String.format(
        Locale.ROOT,
        """
        | | |
        |---|---|
        | run | `%s` |
        | Ricercar | %s, commit %s |
        | seed, threads, device | %d, %d, %s |
        | CPU-hours | %.2f |
        | machine | %s, %d cores |""",
        provenance.run(),
        provenance.ricercar(),
        provenance.git(),
        provenance.seed(),
        provenance.threads(),
        provenance.device(),
        provenance.cpuSeconds() / 3600,
        provenance.machine().cpu(),
        provenance.machine().cores());
  }

  private static String licence(String licence, Experiment experiment) {
    String own =
        licence == null
            ? "Not stated: whoever hands these weights on says here on what terms (`--licence`). The"
                + " terms of the training data above may bind them."
            : licence;
    return experiment.usesTokens()
        ? own
            + " The folder `codec` holds a codec with terms of its own: %s; Meta's public weights are"
                .formatted(experiment.codec().told())
            + " CC-BY-NC 4.0."
        : own;
  }

  private static String sentence(String caveat) {
    return caveat.isEmpty() ? "" : " " + caveat;
  }

  private static String yaml(Object record) {
    try {
      return YAML.writeValueAsString(RecordWriter.write((Record) record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String fenced(String yaml) {
    return "```yaml\n" + yaml.strip() + "\n```";
  }
}
