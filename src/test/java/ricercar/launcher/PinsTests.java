package ricercar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PinsTests {
  @Test
  void environmentAndRequirementsListTheSamePins() throws Exception {
    List<String> pip = pins(Path.of("requirements.txt"), "(?m)^([\\w.-]+==\\S+)");

    assertThat(pip).hasSizeGreaterThan(3);
    assertThat(pins(Path.of("environment.yml"), "(?m)^ +- ([\\w.-]+==\\S+)")).isEqualTo(pip);
  }

  @Test
  void everyRequirementIsPinned() throws Exception {
    assertThat(Files.readAllLines(Path.of("requirements.txt")))
        .allMatch(line -> line.startsWith("#") || line.matches("[\\w.-]+==[\\w.]+"));
  }

  private static List<String> pins(Path file, String pattern) throws Exception {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
