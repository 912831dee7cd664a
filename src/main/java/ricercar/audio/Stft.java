package ricercar.audio;

import org.jtransforms.fft.FloatFFT_1D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;
import ricercar.Problem;

/**
 * Power spectra over time as torchaudio's {@code Spectrogram} makes them: periodic Hann window,
 * frames centred on multiples of the hop, ends reflected, no normalisation. Immutable; one instance
 * serves all threads.
 */
public final class Stft {
  static {
    // JTransforms starts threads for long transforms; callers here bring their own.
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  /** Receives the frames in order. The array {@code [bins]} is used again for the next one. */
  interface FrameVisitor {
    void frame(int index, float[] power);
  }

  private final int fftSize;
  private final int hop;
  private final float[] window;
  private final FloatFFT_1D fft;

  public Stft(int fftSize, int hop) {
    if (fftSize < 4 || fftSize % 2 != 0 || hop < 1) {
      throw new IllegalArgumentException(
          "FFT size " + fftSize + " must be even and at least 4, and hop " + hop + " positive");
    }
    this.fftSize = fftSize;
    this.hop = hop;
    window = new float[fftSize];
    for (int i = 0; i < fftSize; i++) {
      window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / fftSize));
    }
    fft = new FloatFFT_1D(fftSize);
  }

  public int bins() {
    return fftSize / 2 + 1;
  }

  public int frames(int samples) {
    return 1 + samples / hop;
  }

  /** {@code [bins][frames]} of squared magnitudes. */
  public float[][] power(float[] samples) {
    float[][] out = new float[bins()][frames(samples.length)];
    forEachFrame(
        samples,
        (t, power) -> {
          for (int k = 0; k < power.length; k++) {
            out[k][t] = power[k];
          }
        });
    return out;
  }

  void forEachFrame(float[] samples, FrameVisitor visitor) {
    if (samples.length <= fftSize / 2) {
      throw new Problem(
          "A spectrum with an FFT of "
              + fftSize
              + " needs more than "
              + fftSize / 2
              + " samples; "
              + "there are "
              + samples.length
              + ".",
          "Use longer clips or a smaller FFT.");
    }
    float[] buffer = new float[fftSize];
    float[] power = new float[bins()];
    for (int t = 0; t < frames(samples.length); t++) {
      cut(samples, t * hop - fftSize / 2, buffer);
      fft.realForward(buffer);
      squareInto(buffer, power);
      visitor.frame(t, power);
    }
  }

  private void cut(float[] samples, int start, float[] into) {
    if (start >= 0 && start + fftSize <= samples.length) {
      for (int i = 0; i < fftSize; i++) {
        into[i] = samples[start + i] * window[i];
      }
      return;
    }
    int last = samples.length - 1;
    for (int i = 0; i < fftSize; i++) {
      int at = Math.abs(start + i);
      into[i] = samples[at > last ? 2 * last - at : at] * window[i];
    }
  }

  /** JTransforms packs the real bin n/2 into the place of the first imaginary part. */
  private void squareInto(float[] packed, float[] power) {
    power[0] = packed[0] * packed[0];
    power[fftSize / 2] = packed[1] * packed[1];
    for (int k = 1; k < fftSize / 2; k++) {
      float re = packed[2 * k];
      float im = packed[2 * k + 1];
      power[k] = re * re + im * im;
    }
  }
}
