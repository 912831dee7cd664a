package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ricercar.ChildJvm;

class LeakTests {
  private static final int WARM_UP = 500;
  // A leak grows with the steps; what the allocator takes once weighs less, the more there are.
  private static final int STEPS = 2_000;
  // The heap is resident from the start, so that what grows is native memory; a leak of Java
  // objects shows in the number of arrays, or ends the child.
  private static final List<String> FLAGS =
      List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  @ParameterizedTest
  @ValueSource(strings = {"convolutions", "transformer"})
  void thousandsOfStepsKeepArraysConstantAndMemoryFlat(String net) {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")),
        "resident memory is read from Linux' /proc");
    ChildJvm child =
        ChildJvm.run(Map.of(), FLAGS, LeakProbe.class, net, Integer.toString(WARM_UP + STEPS));
    assertThat(child.exit()).describedAs(child.output()).isZero();
    List<long[]> samples =
        child
            .output()
            .lines()
            .filter(line -> line.matches("\\d+, \\d+, \\d+"))
            .map(line -> java.util.Arrays.stream(line.split(", ")).mapToLong(Long::parseLong))
            .map(java.util.stream.LongStream::toArray)
            .filter(sample -> sample[0] > WARM_UP)
            .toList();

    assertThat(samples).hasSize(STEPS / 10);
    assertThat(samples.stream().map(sample -> sample[1]).distinct()).hasSize(1);
    double growth = 100 * slope(samples) / 1024;
    System.out.printf("%s: %+.3f MiB per 100 steps%n", net, growth);
    assertThat(growth).describedAs("MiB per 100 steps").isLessThanOrEqualTo(1);
  }

  /** Least squares of resident kilobytes on steps. */
  private static double slope(List<long[]> samples) {
    double x = samples.stream().mapToLong(s -> s[0]).average().orElseThrow();
    double y = samples.stream().mapToLong(s -> s[2]).average().orElseThrow();
    double product = 0;
    double square = 0;
    for (long[] sample : samples) {
      product += (sample[0] - x) * (sample[2] - y);
      square += (sample[0] - x) * (sample[0] - x);
    }
    return product / square;
  }
}
