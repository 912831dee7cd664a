package ricercar.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import ricercar.audio.MelSpectrogram;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Waveform;

/**
 * Small mel pictures for the cards of a map: 64 columns over the whole clip, 24 bands upwards, 16
 * shades of 4 dB below the loudest cell.
 *
 * @param cells by point, two a byte, the first in the low half, row by row from the top
 */
public record Pictures(Map<Integer, byte[]> cells) {
  public static final Pictures NONE = new Pictures(Map.of());

  static final int COLUMNS = 64;
  static final int BANDS = 24;
  private static final int SHADES = 16;
  private static final double DECIBELS_PER_SHADE = 4;
  private static final int RATE = 16_000;
  private static final int FFT_SIZE = 1_024;
  private static final int HOP = 512;
  private static final int PAGE_BYTES = COLUMNS * BANDS / 2 * 4 / 3 + 12;

  public Pictures {
    cells = Collections.unmodifiableMap(new TreeMap<>(cells));
  }

  /**
   * As many points as fit, spread evenly; one takes 1 kB of page.
   *
   * @param budget bytes of page to spend
   * @param clips sound by point
   */
  public static Pictures within(long budget, int points, IntFunction<Waveform> clips) {
    int count = (int) Math.min(points, budget / PAGE_BYTES);
    MelSpectrogram mel = new MelSpectrogram(RATE, FFT_SIZE, HOP, BANDS, 0, RATE / 2.0);
    Map<Integer, byte[]> cells = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int point = (int) ((long) i * points / count);
      float[] samples = clips.apply(point).at(RATE, ResamplePreset.BULK).samples();
      if (samples.length > FFT_SIZE) {
        cells.put(point, packed(mel.power(samples)));
      }
    }
    return new Pictures(cells);
  }

  private static byte[] packed(float[][] power) {
    double[][] columns = new double[BANDS][COLUMNS];
    double loudest = 1e-10;
    int frames = power[0].length;
    for (int band = 0; band < BANDS; band++) {
      for (int column = 0; column < COLUMNS; column++) {
        int from = (int) ((long) column * frames / COLUMNS);
        int to = Math.max(from + 1, (int) ((column + 1L) * frames / COLUMNS));
        for (int t = from; t < to; t++) {
          columns[band][column] += power[band][t] / (to - from);
        }
        loudest = Math.max(loudest, columns[band][column]);
      }
    }
    byte[] packed = new byte[BANDS * COLUMNS / 2];
    for (int cell = 0; cell < BANDS * COLUMNS; cell++) {
      double value = columns[BANDS - 1 - cell / COLUMNS][cell % COLUMNS];
      double below = -10 * Math.log10(Math.max(value, 1e-20) / loudest) / DECIBELS_PER_SHADE;
      int shade = SHADES - 1 - (int) Math.min(SHADES - 1, below);
      packed[cell / 2] |= (byte) (shade << (cell % 2 * 4));
    }
    return packed;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("width", COLUMNS).put("height", BANDS);
    ArrayNode colours = json.putArray("colours");
    for (int shade = 0; shade < SHADES; shade++) {
      colours.add(Palette.css(Scale.ENERGY.at(shade / (SHADES - 1.0))));
    }
    ObjectNode of = json.putObject("of");
    Base64.Encoder base64 = Base64.getEncoder();
    cells.forEach((point, packed) -> of.put(point.toString(), base64.encodeToString(packed)));
    return json;
  }
}
