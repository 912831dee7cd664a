package ricercar.etudes;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Patch;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import ricercar.Problem;

/**
 * The parts of the JDK's synthesizer that its modules do not export: playing into a stream instead
 * of a sound card, and percussion patches.
 */
final class Gervill {
  private static final String PACKAGE = "com.sun.media.sound";

  private Gervill() {}

  /** A synthesizer that holds no instruments yet; its stream is read for the sound. */
  static AudioInputStream open(Synthesizer synthesizer, AudioFormat format) {
    Map<String, Object> options =
        Map.of(
            "interpolation", "linear",
            "max polyphony", 512,
            "load default soundbank", false,
            "reverb", false,
            "chorus", false,
            "auto gain control", false);
    return (AudioInputStream)
        call(
            () ->
                type("AudioSynthesizer")
                    .getMethod("openStream", AudioFormat.class, Map.class)
                    .invoke(synthesizer, format, options));
  }

  static Synthesizer synthesizer() {
    try {
      return MidiSystem.getSynthesizer();
    } catch (MidiUnavailableException e) {
      throw new Problem("This JDK has no synthesizer.", "Use a full JDK with java.desktop.", e);
    }
  }

  static Patch percussion(int program) {
    return (Patch)
        call(
            () ->
                type("ModelPatch")
                    .getConstructor(int.class, int.class, boolean.class)
                    .newInstance(0, program, true));
  }

  private interface Call {
    Object run() throws ReflectiveOperationException;
  }

  private static Object call(Call call) {
    try {
      return call.run();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the synthesizer failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new Problem(
          "The JDK's synthesizer is closed to this program.",
          "Start Java with --add-exports java.desktop/" + PACKAGE + "=ALL-UNNAMED.",
          e);
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + "." + name);
  }
}
