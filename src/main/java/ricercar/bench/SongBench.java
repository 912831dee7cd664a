package ricercar.bench;

public final class SongBench {
  static final double MASK_RATIO = 0.8;
  static final double LAMBDA = 0.5;
  static final double RATE = 1e-4;

  private SongBench() {}
}
