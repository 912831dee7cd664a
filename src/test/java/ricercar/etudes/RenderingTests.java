package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.Progress;
import ricercar.corpus.Corpus;
import ricercar.corpus.Split;
import ricercar.files.Sha256;

class RenderingTests {
  private static final Tier TIER = new Tier("tiny", 20, 10, 10, 3);

  @Test
  void theBitsDependOnTheSeedAndNotOnTheThreads() {
    String alone = hash(11, 1);
    assertThat(hash(11, 3)).isEqualTo(alone);
    assertThat(hash(12, 2)).isNotEqualTo(alone);
  }

  @Test
  void anotherVirtualMachineAndCompilerGiveTheSameBits() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--add-exports",
            "java.desktop/com.sun.media.sound=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            RenderingTests.class.getName());
    Process child =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(new File(folder.toFile(), "errors")))
            .start();
    String answer = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isZero();
    assertThat(answer.trim()).isEqualTo(hash(11, 2));
  }

  @TempDir Path folder;

  @Test
  void theCorpusIsBuiltOnceAndOpenedAfterwards() {
    String fingerprint;
    List<String> started = new ArrayList<>();
    Progress progress =
        (name, total) -> {
          started.add(name + " " + total);
          return new Progress.Task() {};
        };
    try (Corpus corpus = Etudes.open(folder, TIER, 11, Bank.builtIn(), progress)) {
      fingerprint = corpus.fingerprint();
      assertThat(corpus.name()).contains("tiny").contains("built-in");
      assertThat(corpus.provenance()).containsEntry("seed", "11").containsEntry("bank", "built-in");
      assertThat(corpus.indices(Split.TEST)).hasSize(10);
      assertThat(corpus.labels("style").task().classes()).hasSize(10);
      assertThat(corpus.labels("tags").task().classes()).hasSizeGreaterThanOrEqualTo(30);
      assertThat(corpus.annotations(0).path("beats")).isNotEmpty();
      corpus.verify();
    }
    try (Corpus again = Etudes.open(folder, TIER, 11, Bank.builtIn(), progress)) {
      assertThat(again.fingerprint()).isEqualTo(fingerprint);
    }
    assertThat(started).hasSize(1);
  }

  public static void main(String[] arguments) {
    System.out.println(hash(11, 2));
  }

  /** Over samples, labels and annotations of the tiny tier. */
  private static String hash(long seed, int threads) {
    Sha256 hash = new Sha256();
    Rendering.pieces(
        TIER,
        seed,
        Bank.builtIn(),
        threads,
        Progress.SILENT,
        piece -> {
          ByteBuffer bytes = ByteBuffer.allocate(piece.samples().length * 4);
          bytes.asFloatBuffer().put(piece.samples());
          hash.add(bytes).add(piece.clip().toString()).add(piece.annotations().toString());
        });
    return hash.hex();
  }
}
