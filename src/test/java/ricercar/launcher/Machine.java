package ricercar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A pretended computer: a checkout with the real launcher and a PATH that holds only what is put
 * there.
 */
record Machine(Path home, Path bin) {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "dirname",
          "readlink",
          "sed",
          "head",
          "find",
          "grep",
          "cat",
          "mkdir",
          "touch",
          "mv",
          "rm",
          "ln",
          "cksum",
          "env");

  record Outcome(int exitCode, String out, String err) {}

  static Machine bare(Path root) throws IOException {
    Machine machine =
        new Machine(
            Files.createDirectories(root.resolve("home")),
            Files.createDirectories(root.resolve("bin")));
    for (String tool : TOOLS) {
      machine.with(tool, "exec " + where(tool) + " \"$@\"");
    }
    for (String file : List.of("ricercar", "requirements.txt", "pom.xml")) {
      Files.copy(Path.of(file), machine.home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createDirectories(machine.home.resolve("src"));
    return machine;
  }

  /** The launcher run with nothing but this machine's PATH and the given variables. */
  Outcome run(Map<String, String> variables, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(where("bash").toString(), home.resolve("ricercar").toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(home.getParent(), "out", ".txt");
    Path err = Files.createTempFile(home.getParent(), "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", bin.toString());
    environment.put("HOME", home.getParent().toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  Outcome run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  Machine with(String program, String script) throws IOException {
    Path file = bin.resolve(program);
    Files.writeString(file, "#!" + where("bash") + "\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return this;
  }

  /** A JDK that says what it was asked to run instead of running it. */
  Machine withJdk() throws IOException {
    return withJava("17.0.9", "java.base@17\njdk.jshell@17");
  }

  Machine withJava(String version, String modules) throws IOException {
    return with(
        "java",
        """
        case $1 in
          -version) echo 'openjdk version "%s" 2024-01-01' >&2 ;;
          --list-modules) printf '%s\\n' ;;
          *) echo "ran: $*"; echo "torch: ${PYTORCH_LIBRARY_PATH:-} ${PYTORCH_VERSION:-} ${PYTORCH_FLAVOR:-}"
             case "$*" in *" fail") exit 7 ;; esac ;;
        esac
        """
            .formatted(version, modules));
  }

  /** A Maven that succeeds and leaves a jar. */
  Machine withMaven() throws IOException {
    return withMaven(
        "3.8.7", "mkdir -p \"$home/target\"; echo \"$*\" >>\"$home/target/ricercar.jar\"");
  }

  Machine withMaven(String version, String build) throws IOException {
    return with(
        "mvn",
        """
        home=%s
        case "$*" in
          *-v) echo 'Apache Maven %s (build)' ;;
          *) %s ;;
        esac
        """
            .formatted(home, version, build));
  }

  private static Path where(String tool) {
    for (String folder : System.getenv("PATH").split(":")) {
      Path file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IllegalStateException("This machine has no " + tool);
  }
}
