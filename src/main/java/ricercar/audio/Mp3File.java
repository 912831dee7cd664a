package ricercar.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;

/** MP3, by JLayer, trimmed as the encoder's tag says. */
final class Mp3File {
  /** JLayer multiplies by this and not by 32768, so that nothing clips in its own output. */
  private static final float JLAYER_SCALE = 32700;

  private Mp3File() {}

  static Draft decode(Source source) throws IOException {
    return decode(source.bytes());
  }

  static Draft decode(byte[] bytes) throws IOException {
    Mp3Frames frames = Mp3Frames.of(bytes);
    Mp3Header header = frames.header();
    Mp3Tag tag = Mp3Tag.in(bytes, frames.offset(0), header);
    MonoBuffer sound = new MonoBuffer(header.sampleRate(), header.channels());
    long lost = decode(bytes, frames, tag.present() ? 1 : 0, sound);
    SourceFormat format = new SourceFormat("mp3", "mp3", header.sampleRate(), header.channels());
    long whole = tag.frames() * header.samples();
    long promised =
        tag.frames() == 0 ? Draft.UNKNOWN : Math.max(0, whole - tag.lead() - tag.tail());
    boolean complete = tag.frames() == 0 || sound.size() >= whole;
    float[] samples = sound.slice(tag.lead(), complete ? sound.size() - tag.tail() : sound.size());
    return new Draft(
        samples, format, promised, lost * header.samples(), complaint(frames, lost, tag));
  }

  private static String complaint(Mp3Frames frames, long lost, Mp3Tag tag) {
    if (lost > 0) {
      return "%d of %d frames are damaged and silent.".formatted(lost, frames.count());
    }
    return frames.cut() && tag.frames() != frames.count() - 1L ? "The file is truncated." : "";
  }

  /** Returns how many frames are silence in the place of damaged ones. */
  private static long decode(byte[] bytes, Mp3Frames frames, int from, MonoBuffer sound)
      throws IOException {
    Mp3Header header = frames.header();
    FrameBuffer buffer = new FrameBuffer(header.channels(), header.samples());
    Decoder decoder = new Decoder();
    decoder.setOutputBuffer(buffer);
    Bitstream stream = new Bitstream(new ByteArrayInputStream(joined(bytes, frames, from)));
    long lost = 0;
    for (int i = from; i < frames.count(); i++) {
      if (frames.afterBreak(i)) {
        // Where the chain breaks one header was damaged, nearly always; a frame keeps the time.
        sound.addSilence(header.samples());
        lost++;
      }
      buffer.clear_buffer();
      try {
        Header next = stream.readFrame();
        if (next == null) {
          return lost + frames.count() - i;
        }
        decoder.decodeFrame(next, stream);
      } catch (JavaLayerException | RuntimeException e) {
        buffer.clear_buffer();
        lost++;
      }
      stream.closeFrame();
      sound.addMean(buffer.planes, 0, header.samples());
    }
    return lost;
  }

  private static byte[] joined(byte[] bytes, Mp3Frames frames, int from) {
    int size = 0;
    for (int i = from; i < frames.count(); i++) {
      size += frames.length(i);
    }
    byte[] out = new byte[size];
    int at = 0;
    for (int i = from; i < frames.count(); i++) {
      System.arraycopy(bytes, frames.offset(i), out, at, frames.length(i));
      at += frames.length(i);
    }
    return out;
  }

  /** Takes one frame as floats, where JLayer's own buffer would round and clip to 16 bits. */
  private static final class FrameBuffer extends Obuffer {
    private final float[][] planes;
    private final int[] filled;

    FrameBuffer(int channels, int samples) {
      planes = new float[channels][samples];
      filled = new int[channels];
    }

    @Override
    public void append(int channel, short value) {
      put(channel, value);
    }

    @Override
    public void appendSamples(int channel, float[] values) {
      for (int i = 0; i < 32; i++) {
        put(channel, values[i]);
      }
    }

    private void put(int channel, float value) {
      if (filled[channel] < planes[channel].length) {
        planes[channel][filled[channel]++] = value / JLAYER_SCALE;
      }
    }

    @Override
    public void clear_buffer() {
      Arrays.fill(filled, 0);
      for (float[] plane : planes) {
        Arrays.fill(plane, 0);
      }
    }

    @Override
    public void write_buffer(int value) {}

    @Override
    public void close() {}

    @Override
    public void set_stop_flag() {}
  }
}
