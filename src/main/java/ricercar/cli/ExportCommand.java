package ricercar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.experiment.ModelExport;

@Command(
    name = "export",
    description = {
      "Make a folder to hand on of the encoder that a finished run trained: model.safetensors,"
          + " config.json, and a model card with data, protocol, scores and provenance.",
      "A safetensors file of a public SampleCNN or TUNe checkpoint is taken too."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar export runs/self-supervised-s1-0a1b2c3d4e5f6071 --out my-model",
      "  ricercar export clmr.safetensors --out clmr --licence 'Apache-2.0'"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run's folder, or a safetensors file.")
  Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder (default: the run's name with '-model', here).")
  Path out;

  @Option(names = "--licence", paramLabel = "TEXT", description = "Of the weights, for the card.")
  String licence;

  @Option(
      names = "--window",
      paramLabel = "SAMPLES",
      defaultValue = "59049",
      description = "Of a public checkpoint's windows (default: ${DEFAULT-VALUE}).")
  int window;

  @Override
  public Integer call() {
    String name = run.toAbsolutePath().normalize().getFileName().toString();
    Path target = out == null ? Path.of(name.replaceAll("\\.safetensors$", "") + "-model") : out;
    if (Files.isRegularFile(run)) {
      ModelExport.checkpoint(run, target, window, licence);
    } else {
      ModelExport.run(run, target, licence);
    }
    System.out.println("Model: " + target + " (README.md is its card)");
    return 0;
  }
}
