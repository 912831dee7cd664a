package ricercar.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ricercar.Problem;

/** A committed Python script on one thread, which answers each line with one line. */
final class PythonPeer implements AutoCloseable {
  /** Names the interpreter that has the packages to compare with. */
  static final String VARIABLE = "RICERCAR_BENCH_PYTHON";

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final String versions;

  private PythonPeer(Process process) throws IOException {
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    versions = answers.readLine();
  }

  static Optional<String> interpreter() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(path -> !path.isBlank());
  }

  static PythonPeer start(String interpreter, String script) {
    return start(interpreter, script, "torch 2.7.1, torchaudio 2.7.1 and libsox");
  }

  /**
   * Starts a script beside this class; its first line names its versions.
   *
   * @param packages that the script needs, in words
   */
  static PythonPeer start(String interpreter, String script, String packages) {
    try (InputStream in = PythonPeer.class.getResourceAsStream(script)) {
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      ProcessBuilder builder =
          new ProcessBuilder(interpreter, "-W", "ignore", "-c", source)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("OMP_NUM_THREADS", "1");
      PythonPeer peer = new PythonPeer(builder.start());
      if (peer.versions == null) {
        peer.close();
        throw new IOException(script + " ended before it was ready");
      }
      return peer;
    } catch (IOException e) {
      throw new Problem(
          "The Python of " + VARIABLE + ", " + interpreter + ", cannot run " + script + ".",
          "Install " + packages + " there, or unset " + VARIABLE + ".",
          e);
    }
  }

  String versions() {
    return versions;
  }

  double ask(String question) {
    try {
      questions.write(question + "\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("no answer to " + question);
      }
      return Double.parseDouble(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
