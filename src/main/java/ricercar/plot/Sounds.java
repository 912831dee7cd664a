package ricercar.plot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import ricercar.audio.ResamplePreset;
import ricercar.audio.Wav;
import ricercar.audio.Waveform;
import ricercar.files.AtomicFiles;

/**
 * What the points of a map sound like: excerpts from the middle of the clips, inside the page while
 * they are few, else as files beside it.
 *
 * @param embedded ADPCM by point
 * @param files paths relative to the page, by point
 */
public record Sounds(int sampleRate, Map<Integer, byte[]> embedded, Map<Integer, String> files) {
  public static final Sounds NONE = new Sounds(0, Map.of(), Map.of());

  private static final int RATE = 16_000;
  private static final double LEAST_SECONDS = 1.5;
  private static final double MOST_SECONDS = 6;
  private static final double FADE_SECONDS = 0.01;

  public Sounds {
    embedded = Collections.unmodifiableMap(new TreeMap<>(embedded));
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /**
   * Excerpts of 1.5 to 6 seconds inside the page, as many points as fit, spread evenly. A second
   * takes 11 kB of page.
   *
   * @param budget bytes of page to spend
   * @param clips sound by point
   */
  public static Sounds within(long budget, int points, IntFunction<Waveform> clips) {
    double affordable = budget / (RATE / 2.0 * 4 / 3);
    double seconds = Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, affordable / points));
    int count = (int) Math.min(points, affordable / seconds);
    Map<Integer, byte[]> embedded = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int point = (int) ((long) i * points / count);
      embedded.put(point, Adpcm.encode(excerpt(clips.apply(point), seconds)));
    }
    return new Sounds(RATE, embedded, Map.of());
  }

  /**
   * Excerpts of every point as wave files.
   *
   * @param folder relative to the page's own directory, such as {@code audio}
   */
  public static Sounds beside(
      Path pageDirectory, String folder, int points, IntFunction<Waveform> clips) {
    Map<Integer, String> files = new TreeMap<>();
    for (int point = 0; point < points; point++) {
      String name = folder + "/" + point + ".wav";
      byte[] wave = Wav.pcm16(excerpt(clips.apply(point), MOST_SECONDS), RATE);
      AtomicFiles.write(pageDirectory.resolve(name), wave);
      files.put(point, name);
    }
    return new Sounds(RATE, Map.of(), files);
  }

  public int count() {
    return embedded.size() + files.size();
  }

  private static float[] excerpt(Waveform clip, double seconds) {
    float[] all = clip.samples();
    int length = (int) Math.min(all.length, Math.round(seconds * clip.sampleRate()));
    int from = (all.length - length) / 2;
    Waveform middle = new Waveform(Arrays.copyOfRange(all, from, from + length), clip.sampleRate());
    float[] samples = middle.at(RATE, ResamplePreset.BULK).samples().clone();
    int fade = Math.min((int) (FADE_SECONDS * RATE), samples.length / 2);
    for (int i = 0; i < fade; i++) {
      float gain = i / (float) fade;
      samples[i] *= gain;
      samples[samples.length - 1 - i] *= gain;
    }
    return samples;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("rate", sampleRate);
    ObjectNode inside = json.putObject("embedded");
    Base64.Encoder base64 = Base64.getEncoder();
    embedded.forEach((point, codes) -> inside.put(point.toString(), base64.encodeToString(codes)));
    ObjectNode outside = json.putObject("files");
    files.forEach((point, path) -> outside.put(point.toString(), path));
    return json;
  }
}
