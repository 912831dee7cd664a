package ricercar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ricercar.experiment.FolderModel;
import ricercar.experiment.MelModel;
import ricercar.experiment.ModelFolder;
import ricercar.experiment.SimilarSounds;
import ricercar.plot.SimilarSoundsView;
import ricercar.plot.StudyPage;

@Command(
    name = "similar",
    description = {
      "Find the sounds of a folder that are most like one, by the cosines of their embeddings.",
      "Without --model they are compared by mel statistics, which have learnt nothing."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ricercar similar query.wav --in ~/music",
      "  ricercar similar query.wav --in ~/music --model my-model --page similar.html"
    })
final class SimilarCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", description = "A sound file.")
  Path query;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FOLDER",
      description = "Of sound files, at any depth.")
  Path folder;

  @Option(names = "--model", paramLabel = "DIR", description = "A folder that 'export' made.")
  Path model;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many to name (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(names = "--page", paramLabel = "FILE", description = "Also a page to hear them on.")
  Path page;

  @Mixin DeviceOption device;

  @Override
  public Integer call() {
    device.choose();
    SimilarSounds.sound(query);
    try (FolderModel opened = model == null ? new MelModel() : ModelFolder.open(model)) {
      SimilarSounds found =
          SimilarSounds.of(opened, query, folder, count, ConsoleProgress.standard());
      found
          .skipped()
          .forEach(s -> System.err.println("ricercar: skipped " + s.path() + ": " + s.reason()));
      found.matches().forEach(m -> System.out.printf("%.3f  %s%n", m.cosine(), m.path()));
      if (page != null) {
        write(found);
      }
    }
    return 0;
  }

  private void write(SimilarSounds found) {
    new StudyPage(
            "Similar to " + query.getFileName(),
            "The most similar of %,d sounds by %s".formatted(found.searched(), found.model()))
        .sounds(new SimilarSoundsView(found).audition(), "With the cosine, the middle of each.")
        .write(page.toAbsolutePath());
    System.out.println("To hear them: " + page.toAbsolutePath().toUri());
  }
}
