package ricercar.corpus;

/** What an encoder is given of each of some sounds, step by step in time: samples, or tokens. */
public interface Inputs {
  /** Of all of them, for people. */
  String title();

  /** Of one of them. */
  String name(int sound);

  /** Steps of a sound: samples or frames. */
  long length(int sound);

  /** Numbers of one step. */
  int width();

  /** The shape of so many stretches of so many steps as an encoder takes it. */
  long[] shape(int stretches, int steps);

  /**
   * Fills {@code into} with the steps from {@code offset} on, width() numbers each; by any thread.
   */
  void read(int sound, long offset, float[] into);
}
