package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ricercar.ChildJvm;
import ricercar.Problem;

class EngineTests {
  @TempDir Path folder;

  @Test
  void anotherLibtorchIsRefusedAtStartAndAtEveryUse() throws IOException {
    Path library = Files.createDirectories(folder.resolve("torch/lib"));
    Files.writeString(folder.resolve("torch/version.py"), "__version__ = '2.13.0+cpu'\n");

    List<String> lines =
        probe(Map.of("PYTORCH_LIBRARY_PATH", library.toString(), "PYTORCH_VERSION", "2.7.1"));

    assertThat(lines.subList(0, 2))
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("Problem: PYTORCH_LIBRARY_PATH holds libtorch 2.13.0")
                    .contains("the bindings need 2.7.1", "requirements-gpu.txt"));
    assertThat(lines.get(2)).doesNotContain("ExceptionInInitializer", "NoClassDef");
  }

  @Test
  void theVersionBesideALibraryDecides() throws IOException {
    String library = Files.createDirectories(folder.resolve("libtorch/lib")).toString();
    assertThatCode(() -> Engine.refuseOtherLibrary(library)).doesNotThrowAnyException();

    Files.writeString(folder.resolve("libtorch/build-version"), "2.5.1+cu124");
    assertThatThrownBy(() -> Engine.refuseOtherLibrary(library))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("2.5.1");

    Files.writeString(folder.resolve("libtorch/build-version"), "2.7.1+cu128");
    assertThatCode(() -> Engine.refuseOtherLibrary(library)).doesNotThrowAnyException();
  }

  @Test
  void anUnknownDeviceIsRefused() {
    assertThat(probe(Map.of("RICERCAR_DEVICE", "tpu")).get(0))
        .isEqualTo("Problem: Unknown device 'tpu'. Use cpu, gpu or gpu:N.");
  }

  @Test
  void aGpuThatIsNotThereIsRefused() {
    assertThat(probe(Map.of("RICERCAR_DEVICE", "gpu:7")).get(0))
        .startsWith("Problem: Device gpu:7 was asked for, but libtorch sees ")
        .endsWith("or use --device cpu.");
  }

  private static List<String> probe(Map<String, String> environment) {
    ChildJvm child = ChildJvm.run(environment, List.of("-Xmx256m"), EngineProbe.class);
    return child.output().lines().filter(line -> line.matches("\\w+: .*")).toList();
  }
}
