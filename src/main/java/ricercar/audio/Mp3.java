package ricercar.audio;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import ricercar.Problem;

/** What an mp3 leaves of a sound: encoded by jump3r (LAME 3.98 in Java), decoded by JLayer. */
public final class Mp3 {
  /** Of LAME and of every decoder's filter bank, in samples at the rate of the mp3. */
  private static final int ENCODER_DELAY = 576;

  private static final int DECODER_DELAY = 529;
  private static final int MIDDLE_QUALITY = 5;

  private Mp3() {}

  /**
   * The sound after a constant bitrate, in place and of the same length; it is clipped at full
   * scale on the way in. At low bitrates LAME halves the bandwidth, as it does for everyone.
   *
   * @param kilobits a second, for the one channel
   */
  public static Waveform through(Waveform sound, int kilobits) {
    try {
      Draft decoded = Mp3File.decode(encode(sound, kilobits));
      int rate = decoded.format().sampleRate();
      float[] samples = decoded.samples();
      int delay =
          Math.min(
              samples.length,
              placeholder(sound.sampleRate(), kilobits) + ENCODER_DELAY + DECODER_DELAY);
      float[] inPlace = new float[samples.length - delay];
      System.arraycopy(samples, delay, inPlace, 0, inPlace.length);
      float[] back =
          new Waveform(inPlace, rate).at(sound.sampleRate(), ResamplePreset.KAISER_BEST).samples();
      return new Waveform(Arrays.copyOf(back, sound.samples().length), sound.sampleRate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The samples of the empty first frame that LAME keeps free for a tag where frames are large
   * enough for one; else 0. Found with a sound that is not silent, as empty frames look silent.
   */
  private static int placeholder(int sampleRate, int kilobits) throws IOException {
    float[] loud = new float[4096];
    for (int i = 0; i < loud.length; i++) {
      loud[i] = i % 16 < 8 ? 0.5f : -0.5f;
    }
    byte[] mp3 = encode(new Waveform(loud, sampleRate), kilobits);
    Mp3Frames frames = Mp3Frames.of(mp3);
    for (int i = Mp3Header.BYTES; i < frames.length(0); i++) {
      if (mp3[frames.offset(0) + i] != 0) {
        return 0;
      }
    }
    return frames.header().samples();
  }

  private static byte[] encode(Waveform sound, int kilobits) {
    AudioFormat format = new AudioFormat(sound.sampleRate(), 16, 1, true, false);
    LameEncoder encoder;
    try {
      encoder =
          new LameEncoder(format, kilobits, LameEncoder.CHANNEL_MODE_MONO, MIDDLE_QUALITY, false);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          "An mp3 cannot hold %d Hz at %d kbit/s.".formatted(sound.sampleRate(), kilobits),
          "Take 8, 11.025, 12, 16, 22.05, 24, 32, 44.1 or 48 kHz and 32 to 160 kbit/s.",
          e);
    }
    byte[] pcm = pcm(sound.samples());
    byte[] buffer = new byte[encoder.getMP3BufferSize()];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int step = encoder.getPCMBufferSize();
    for (int at = 0; at < pcm.length; at += step) {
      int length = Math.min(step, pcm.length - at);
      out.write(buffer, 0, encoder.encodeBuffer(pcm, at, length, buffer));
    }
    out.write(buffer, 0, encoder.encodeFinish(buffer));
    encoder.close();
    return out.toByteArray();
  }

  /** With a tail of silence, so that the delays push nothing out. */
  private static byte[] pcm(float[] samples) {
    int tail = 2 * (ENCODER_DELAY + DECODER_DELAY);
    ByteBuffer pcm =
        ByteBuffer.allocate(2 * (samples.length + tail)).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      pcm.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * 32767));
    }
    return pcm.array();
  }
}
