package ricercar.etudes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/** Plays a performance into samples: dry, mono, before the mix. */
final class Synth {
  private static final int DRUM_CHANNEL = 9;
  private static final int VOLUME = 7;
  private static final int ALL_SOUND_OFF = 120;

  /** Between single notes, in seconds. */
  private static final double PAUSE = 0.5;

  /** Cents of a full pitch bend, which General MIDI sets to two semitones. */
  private static final double BEND_RANGE = 200;

  private Synth() {}

  /** Float samples in an open range, at {@link Etudes#SAMPLE_RATE}. */
  static float[] render(Performance performance, Mix mix, Bank bank) {
    int rate = Etudes.SAMPLE_RATE;
    AudioFormat format =
        new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, rate, 32, 1, 4, rate, false);
    try (Synthesizer synthesizer = Gervill.synthesizer();
        AudioInputStream stream = Gervill.open(synthesizer, format)) {
      load(synthesizer, performance, bank);
      send(synthesizer.getReceiver(), performance, mix, bank);
      int samples = (int) StrictMath.round(performance.plan().seconds() * rate);
      byte[] bytes = stream.readNBytes(samples * 4);
      float[] sound = new float[samples];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(sound);
      return sound;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MidiUnavailableException | InvalidMidiDataException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Single notes of one instrument, each from silence: played one after the other with a pause, and
   * cut.
   *
   * @param seconds of each
   * @param held before the key is let go
   */
  static List<float[]> notes(
      Instrument instrument, List<Notes.Note> notes, double seconds, double held, Bank bank) {
    int rate = Etudes.SAMPLE_RATE;
    AudioFormat format =
        new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, rate, 32, 1, 4, rate, false);
    int length = (int) StrictMath.round(seconds * rate);
    List<float[]> sounds = new ArrayList<>();
    try (Synthesizer synthesizer = Gervill.synthesizer();
        AudioInputStream stream = Gervill.open(synthesizer, format)) {
      synchronized (bank) {
        bank.entries(List.of(instrument)).forEach(synthesizer::loadInstrument);
      }
      Receiver receiver = synthesizer.getReceiver();
      command(receiver, ShortMessage.PROGRAM_CHANGE, 0, bank.program(instrument), 0, 0);
      for (int i = 0; i < notes.size(); i++) {
        double on = i * (seconds + PAUSE);
        Notes.Note note = notes.get(i);
        command(receiver, ShortMessage.NOTE_ON, 0, note.pitch(), note.velocity(), on);
        command(receiver, ShortMessage.NOTE_OFF, 0, note.pitch(), 0, on + held);
        command(receiver, ShortMessage.CONTROL_CHANGE, 0, ALL_SOUND_OFF, 0, on + seconds);
      }
      for (int i = 0; i < notes.size(); i++) {
        byte[] bytes = stream.readNBytes((int) StrictMath.round((seconds + PAUSE) * rate) * 4);
        float[] sound = new float[length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(sound);
        sounds.add(sound);
      }
      return sounds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MidiUnavailableException | InvalidMidiDataException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void load(Synthesizer synthesizer, Performance performance, Bank bank) {
    Map<Role, Instrument> instruments = performance.plan().motif().instruments();
    List<Instrument> wanted =
        performance.parts().keySet().stream().map(instruments::get).distinct().toList();
    // Loading reads samples from the bank's file; threads share the bank.
    synchronized (bank) {
      bank.entries(wanted).forEach(synthesizer::loadInstrument);
    }
  }

  private static void send(Receiver receiver, Performance performance, Mix mix, Bank bank)
      throws InvalidMidiDataException {
    int melodic = 0;
    for (Map.Entry<Role, List<Performance.Sound>> part : performance.parts().entrySet()) {
      Instrument instrument = performance.plan().motif().instruments().get(part.getKey());
      int channel = instrument.kit() ? DRUM_CHANNEL : melodic++;
      command(receiver, ShortMessage.PROGRAM_CHANGE, channel, bank.program(instrument), 0, 0);
      command(receiver, ShortMessage.CONTROL_CHANGE, channel, VOLUME, mix.volume(part.getKey()), 0);
      if (!instrument.kit()) {
        int bend = (int) StrictMath.round(8192 + mix.detuneCents() / BEND_RANGE * 8192);
        command(receiver, ShortMessage.PITCH_BEND, channel, bend & 0x7f, bend >> 7, 0);
      }
      for (Performance.Sound sound : part.getValue()) {
        int pitch = Math.max(0, Math.min(127, sound.pitch()));
        command(receiver, ShortMessage.NOTE_ON, channel, pitch, sound.velocity(), sound.on());
        command(receiver, ShortMessage.NOTE_OFF, channel, pitch, 0, sound.off());
      }
    }
  }

  private static void command(
      Receiver receiver, int command, int channel, int first, int second, double seconds)
      throws InvalidMidiDataException {
    long microseconds = StrictMath.round(seconds * 1e6);
    receiver.send(new ShortMessage(command, channel, first, second), microseconds);
  }
}
