package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.experiment.FolderEmbeddings;
import ricercar.experiment.ModelFolder;

@Command(
    name = "embed",
    description = {
      "Turn a folder of music into embeddings: embeddings.npy and embeddings.parquet, one row for"
          + " each file in the order of their paths.",
      "Files that cannot be read are left out and named, there in skipped.txt."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar embed my-model ~/music --out embeddings")
final class EmbedCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A folder that 'export' made.")
  Path model;

  @Parameters(index = "1", paramLabel = "FOLDER", description = "Of sound files, at any depth.")
  Path folder;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  Path out;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    FolderEmbeddings.requireFree(out);
    try (ModelFolder opened = ModelFolder.open(model)) {
      FolderEmbeddings embeddings = opened.embed(folder, ConsoleProgress.standard());
      embeddings.write(out);
      embeddings
          .skipped()
          .forEach(s -> System.err.println("ricercar: skipped " + s.path() + ": " + s.reason()));
      System.out.printf(
          "%s: %d files, %d numbers each, %d skipped%n",
          out, embeddings.rows().size(), embeddings.width(), embeddings.skipped().size());
    }
    return 0;
  }
}
