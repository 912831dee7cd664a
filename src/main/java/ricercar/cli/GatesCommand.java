package ricercar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ricercar.Progress;
import ricercar.etudes.Bank;
import ricercar.etudes.EtudesGates;
import ricercar.files.AtomicFiles;
import ricercar.track.GitState;
import ricercar.track.Machine;
import ricercar.track.Provenance;

@Command(
    name = "gates",
    description = {
      "Measure whether the embedded corpus is as hard as it should be, and write a table.",
      "Fails if a gate does not hold. About two minutes for each seed."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  ricercar gates --seeds 1,2 --clips 500")
final class GatesCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Seeds of the corpora to measure (default: ${DEFAULT-VALUE}).")
  List<Long> seeds;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "500",
      description = "Clips of each, a multiple of ten (default: ${DEFAULT-VALUE}).")
  int clips;

  @Option(
      names = "--bank",
      paramLabel = "FILE",
      description = "A SoundFont 2 file (default: the best one installed, else the built-in one).")
  Path bank;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "results/etudes-gates.md",
      description = "Where the table goes (default: ${DEFAULT-VALUE}).")
  Path out;

  @Override
  public Integer call() {
    Progress progress = ConsoleProgress.standard();
    Bank sounds = bank == null ? Bank.installed() : Bank.of(bank);
    List<EtudesGates> measured = new ArrayList<>();
    for (long seed : seeds) {
      measured.add(EtudesGates.measure(seed, clips, sounds, progress));
    }
    String table = EtudesGates.markdown(measured);
    String made =
        "%nMade by `./ricercar gates` at commit %s on %s, %d cores.%n"
            .formatted(
                GitState.of(Provenance.home()), Machine.here().cpu(), Machine.here().cores());
    AtomicFiles.write(out, table + made);
    System.out.println(table);
    System.out.println("Table: " + out);
    return measured.stream().allMatch(EtudesGates::hold) ? 0 : 1;
  }
}
