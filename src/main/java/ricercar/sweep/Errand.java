package ricercar.sweep;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ricercar.files.AtomicFiles;

/**
 * A process that another machine is asked for: it is given a folder as its last word and a request
 * on its standard input, which stays open for as long as it is wanted.
 *
 * @param command where a first {@code {home}} stands for that machine's checkout of Ricercar
 * @param environment beside that machine's own
 * @param home of the checkout, unless that machine names one in RICERCAR_HOME
 * @param place where the process is to write; used if that machine has {@code mark} there too, else
 *     a temporary folder is, whose files are brought back
 * @param mark a file in {@code place} that tells a shared folder from another machine's own
 * @param heavy whether to bring checkpoints and codecs back as well
 */
record Errand(
    List<String> command,
    Map<String, String> environment,
    String home,
    byte[] request,
    String place,
    String mark,
    boolean heavy)
    implements Serializable {
  private static final String HOME = "RICERCAR_HOME";

  /** Runs the process here. What goes wrong with it is part of the reply. */
  Reply run() throws IOException, InterruptedException {
    boolean shared = !mark.isEmpty() && Files.exists(Path.of(place, mark));
    Path own = Files.createTempDirectory("ricercar-errand");
    try {
      Path log = own.resolve("log");
      Path folder = shared ? Path.of(place) : Files.createDirectory(own.resolve("made"));
      int exit = run(folder, log);
      String said = LastWords.of(log);
      return new Reply(exit, said, shared ? Map.of() : ErrandFiles.read(folder, heavy));
    } finally {
      AtomicFiles.delete(own);
    }
  }

  private int run(Path folder, Path log) throws IOException, InterruptedException {
    String checkout = System.getenv().getOrDefault(HOME, home);
    List<String> words =
        Stream.concat(command.stream(), Stream.of(folder.toString()))
            .map(word -> word.replaceFirst("^\\{home}", checkout))
            .toList();
    if (!Files.isExecutable(Path.of(words.get(0)))) {
      Files.writeString(
          log,
          "ricercar: There is no %s on %s. Put a checkout there, or name one in %s.\n"
              .formatted(words.get(0), InetAddress.getLocalHost().getHostName(), HOME));
      return 1;
    }
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      send(process);
      return process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void send(Process process) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(request);
      in.flush();
    } catch (IOException e) {
      // It ended before it had read all; its exit code and its words tell why.
    }
  }
}
