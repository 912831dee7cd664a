package ricercar.codec;

import java.util.Arrays;
import java.util.List;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Resampler;

/**
 * Plain PCM within a bitrate: what a codec must beat. The sample rate is what the bits of a sample
 * leave; full scale is each sound's own peak. Rates change by the bulk preset: its aliases, at −63
 * dB, lie under the error of eight bits. The sharper one takes three times as long for distances
 * within 1 dB of these, mostly larger.
 *
 * @param bits of a sample
 */
public record PcmAtBitrate(int bits, int sampleRate) {
  /** With 1, 2, 4 and 8 bits a sample. */
  public static List<PcmAtBitrate> choices(double bitsPerSecond) {
    return List.of(1, 2, 4, 8).stream()
        .map(bits -> new PcmAtBitrate(bits, (int) Math.floor(bitsPerSecond / bits)))
        .toList();
  }

  /** What is heard of a sound: brought to the low rate, rounded, and brought back. */
  public float[] heard(float[] sound, int soundRate) {
    float[] low = Resampler.of(soundRate, sampleRate, ResamplePreset.BULK).apply(sound);
    double peak = 1e-9;
    for (float x : low) {
      peak = Math.max(peak, Math.abs(x));
    }
    // Levels in the middle of equal steps from −peak to peak.
    double step = 2 * peak / (1 << bits);
    for (int i = 0; i < low.length; i++) {
      double level = Math.floor((low[i] + peak) / step);
      low[i] = (float) ((Math.min(level, (1 << bits) - 1) + 0.5) * step - peak);
    }
    float[] back = Resampler.of(sampleRate, soundRate, ResamplePreset.BULK).apply(low);
    return Arrays.copyOf(back, sound.length);
  }
}
