package ricercar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import ricercar.launcher.Machine.Outcome;

@DisabledOnOs(OS.WINDOWS)
class LauncherTests {
  private Machine machine;

  @BeforeEach
  void bareMachine(@TempDir Path root) throws Exception {
    machine = Machine.bare(root);
  }

  @Test
  void aMachineWithoutJavaIsToldToInstallAJdk() throws Exception {
    assertFails(machine.run("--help"), "No Java found. Ricercar needs a JDK 17 or newer. Install");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    assertFails(
        machine.withJava("11.0.2", "java.base").run("--help"),
        "is Java 11.0.2. Ricercar needs a JDK 17 or newer. Install");
  }

  @Test
  void javaEightIsTooOldInItsOwnNumbering() throws Exception {
    assertFails(machine.withJava("1.8.0_302", "").run("--help"), "is Java 1.8.0_302. Ricercar");
  }

  @Test
  void aRuntimeWithoutJshellIsRefused() throws Exception {
    assertFails(
        machine.withJava("17.0.9", "java.base@17").run("--help"),
        "is a Java runtime without jdk.jshell. Ricercar needs a full JDK, not a JRE. Install");
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    assertFails(
        machine.withJdk().run(Map.of("JAVA_HOME", "/nowhere"), "--help"),
        "JAVA_HOME is /nowhere, but there is no bin/java in it. Point JAVA_HOME to");
  }

  @Test
  void aMachineWithoutMavenIsToldToInstallIt() throws Exception {
    assertFails(
        machine.withJdk().run("--help"),
        "No Maven found. Ricercar builds itself with Maven 3.8 or newer. Install");
  }

  @Test
  void anOldMavenIsRefused() throws Exception {
    assertFails(
        machine.withJdk().withMaven("3.6.3", ":").run("--help"),
        "is not Maven 3.8 or newer (found '3.6'). Install");
  }

  @Test
  void aBuildWithoutNetworkSaysSo() throws Exception {
    machine
        .withJdk()
        .withMaven("3.8.7", "echo '[ERROR] Could not transfer artifact a:b from central'; exit 1");

    assertFails(
        machine.run("--help"), "Maven could not fetch the libraries. Check the network (behind");
  }

  @Test
  void aBrokenBuildShowsItsErrorsAndWhereTheRestIs() throws Exception {
    machine.withJdk().withMaven("4.0.0", "echo '[ERROR] Loss.java:[3,1] ; expected'; exit 1");

    Outcome outcome = machine.run("--help");

    assertFails(outcome, "The build failed; its whole output is in");
    assertThat(outcome.err()).contains("Loss.java:[3,1] ; expected");
  }

  @Test
  void aFreshCheckoutIsBuiltOnceAndAgainAfterAnEdit() throws Exception {
    machine.withJdk().withMaven();

    machine.run("doctor");
    machine.run("doctor");
    assertThat(builds()).isEqualTo(1);

    Path source = Files.writeString(machine.home().resolve("src/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    machine.run("doctor");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void argumentsAndExitCodeOfTheCommandLinePassThrough() throws Exception {
    machine.withJdk().withMaven();

    Outcome outcome = machine.run("run", "a file.yaml", "fail");

    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.out()).contains("ricercar.cli.Main run a file.yaml fail");
  }

  @Test
  void quickstartWorksWithoutPythonAndSaysWhatIsLeftOut() throws Exception {
    Outcome outcome = machine.withJdk().withMaven().run("quickstart");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("Note: notebooks are left out. No Python found. Install");
    assertThat(outcome.out()).contains("ricercar.cli.Main quickstart");
  }

  @Test
  void theTestsRunWithMavenAndTheOptionsGiven() throws Exception {
    machine.withJdk().withMaven();

    Outcome outcome = machine.run("test", "--", "-Dtest=StreamTests");

    assertThat(outcome.exitCode()).isZero();
    assertThat(Files.readString(machine.home().resolve("target/ricercar.jar")))
        .endsWith("pom.xml test -Dtest=StreamTests\n");
  }

  @Test
  void helpNeedsNoPython() throws Exception {
    Outcome outcome = machine.withJdk().withMaven().run("lab", "--help");

    assertThat(outcome.out()).contains("ricercar.cli.Main lab --help");
    assertThat(outcome.err()).doesNotContain("Python");
  }

  @Test
  void aPythonWithoutVenvIsNamed() throws Exception {
    machine.withJdk().withMaven().with("python3", "case \"$*\" in *ensurepip*) exit 1 ;; esac");

    assertFails(machine.run("lab"), "has no venv. Install it, for example");
  }

  @Test
  void anOldPythonIsNamed() throws Exception {
    machine.withJdk().withMaven().with("python3", "case \"$*\" in *version_info*) exit 1 ;; esac");

    assertFails(machine.run("lab"), "is older than Python 3.9. Install");
  }

  @Test
  void jupyterWithoutNetworkSaysSo() throws Exception {
    machine
        .withJdk()
        .withMaven()
        .with(
            "python3",
            "case \"$*\" in *'-m venv'*) echo 'Failed to establish a new connection'; exit 1 ;;"
                + " esac");

    assertFails(machine.run("lab"), "pip could not fetch Jupyter. Check the network");
    assertThat(machine.run("quickstart").exitCode()).isZero();
  }

  @Test
  void theActiveCondaEnvironmentIsUsedWhenItHoldsTheKernel() throws Exception {
    Path conda = machine.home().getParent().resolve("conda");
    Files.createDirectories(conda.resolve("share/jupyter/kernels/java"));
    Files.createFile(conda.resolve("share/jupyter/kernels/java/jjava.jar"));
    machine.withJdk().withMaven();

    Outcome outcome = machine.run(Map.of("CONDA_PREFIX", conda.toString()), "lab");

    assertThat(outcome.out()).contains("ricercar.notebook.KernelSpec " + conda);
    assertThat(machine.home().resolve(".venv")).doesNotExist();
  }

  @Test
  void aGpuWithoutItsLibraryIsRefusedWithTheRemedy() throws Exception {
    assertFails(
        machine.withJdk().withMaven().run("run", "a.yaml", "--device", "gpu"),
        "--device gpu needs PyTorch 2.7.1 with CUDA. Install it with");
  }

  @Test
  void aGpuLibraryIsNamedToTheEngine() throws Exception {
    Path site = machine.home().resolve("site");
    Files.createDirectories(site.resolve("torch"));
    Files.writeString(site.resolve("torch/version.py"), "__version__ = '2.7.1+cu128'\n");
    Path python = machine.home().resolve(".venv/bin/python");
    Files.createDirectories(python.getParent());
    machine.withJdk().withMaven().with("python", "echo " + site);
    Files.createSymbolicLink(python, machine.bin().resolve("python"));

    Outcome outcome = machine.run(Map.of("RICERCAR_DEVICE", "gpu"), "doctor");

    assertThat(outcome.out()).contains("torch: " + site + "/torch/lib 2.7.1 cu128");
  }

  @Test
  void theFlagsAreThoseOfTheTests() throws Exception {
    assertThat(quoted(Path.of("ricercar"), "jvm_flags=\"([^\"]*)\""))
        .isEqualTo(quoted(Path.of("pom.xml"), "<jvm.flags>([^<]*)</jvm.flags>"));
  }

  @Test
  void sparkIsOnTheClassPathForItsCommandsAlone() throws Exception {
    machine.withJdk().withMaven();

    assertThat(machine.run("run", "a.yaml").out()).doesNotContain("lib-spark");
    machine.withMaven(
        "3.8.7",
        "for a in \"$@\"; do case $a in -Dspark.folder=*) mkdir -p \"${a#*=}\" ;; esac; done");
    assertThat(machine.run("run", "a.yaml", "--on", "spark://there:7077").out())
        .contains("target/lib-spark/* ricercar.cli.Main run a.yaml --on");
    assertThat(machine.home().resolve("target/lib-spark")).isDirectory();
    machine.withMaven("3.8.7", "exit 1");
    assertThat(machine.run("spark", "worker", "spark://there:7077").out())
        .contains("org.apache.spark.deploy.worker.Worker --work-dir ", " spark://there:7077");
  }

  @Test
  void sparksFlagsAreThoseOfItsVersion() throws Exception {
    assertThat(quoted(Path.of("ricercar"), "spark_flags=\"([^\"]*)\""))
        .isEqualTo(String.join(" ", JavaModuleOptions.defaultModuleOptionArray()));
  }

  private static void assertFails(Outcome outcome, String sentence) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().lines().filter(line -> line.startsWith("ricercar: "))).hasSize(1);
  }

  private long builds() throws Exception {
    return Files.readAllLines(machine.home().resolve("target/ricercar.jar")).size();
  }

  private static String quoted(Path file, String pattern) throws Exception {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
