package ricercar.random;

import java.nio.charset.StandardCharsets;

/**
 * A counter-based random stream: the n-th draw is a pure function of the key and n, and the key a
 * pure function of a seed and a path of names and numbers. Nothing is hidden, so any draw can be
 * made again, on any thread, without replaying those before it.
 *
 * <p>The mixer is SplitMix64's finaliser (Steele, Lea and Flood 2014, with Stafford's constants).
 * Transcendental functions come from StrictMath, so that values are equal on every machine.
 */
public final class Stream {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;
  private long counter;

  private Stream(long key) {
    this.key = key;
  }

  /** The stream of a purpose, such as {@code Stream.of(seed, "view", step, clip, view)}. */
  public static Stream of(long seed, String purpose, long... path) {
    return new Stream(mix(seed + GOLDEN)).child(purpose, path);
  }

  /** A stream of its own below this one; independent of how many draws were taken here. */
  public Stream child(String purpose, long... path) {
    long k = key;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      k = mix(k ^ (b & 0xff)) + GOLDEN;
    }
    for (long part : path) {
      k = mix(mix(part + GOLDEN) ^ k) + GOLDEN;
    }
    return new Stream(mix(k));
  }

  public long nextLong() {
    return mix(key + GOLDEN * ++counter);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Uniform in {0, …, bound − 1}. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound + " is not positive");
    }
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  public boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /** Standard normal, by Box and Muller's transform; takes two draws. */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /** A random order of 0 … n − 1 (Fisher and Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
