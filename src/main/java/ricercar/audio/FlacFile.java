package ricercar.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jflac.ChannelData;
import org.jflac.FLACDecoder;

/** FLAC, by jFLAC: damaged frames become silence of the same length, and are reported. */
final class FlacFile {
  private static final byte[] NO_MD5 = new byte[16];

  private FlacFile() {}

  static Draft decode(Source source) throws IOException {
    FlacStream stream = new FlacStream(source.bytes());
    MonoBuffer sound = new MonoBuffer(stream.sampleRate(), stream.channels());
    MessageDigest md5 = md5();
    long filled = decode(stream, sound, md5);
    boolean damaged = filled > 0 || stream.damaged();
    long total = stream.totalSamples();
    String complaint = "";
    if (total > sound.size()) {
      complaint = "The file is truncated.";
    }
    if (filled > 0) {
      complaint =
          "%d of %d samples lie in damaged frames and are silent."
              .formatted(filled, Math.max(total, sound.size()));
    } else if (!damaged && complaint.isEmpty() && !matches(stream.md5(), md5.digest())) {
      complaint = "The samples differ from the file's own MD5.";
    }
    SourceFormat format = new SourceFormat("flac", "flac", stream.sampleRate(), stream.channels());
    return new Draft(sound.slice(0, sound.size()), format, total, filled, complaint);
  }

  /** Returns how many samples were filled with silence. */
  private static long decode(FlacStream stream, MonoBuffer sound, MessageDigest md5)
      throws IOException {
    FLACDecoder decoder = new FLACDecoder(new ByteArrayInputStream(stream.cleaned()));
    decoder.readMetadata();
    float scale = 1f / (1L << stream.bitsPerSample() - 1);
    long filled = 0;
    for (FlacStream.Frame frame : stream.frames()) {
      if (decoder.readNextFrame() == null) {
        break;
      }
      long gap = frame.header().position() - sound.size();
      if (gap < 0 || gap > 0 && !stream.damaged()) {
        throw new Unreadable("The frames of the file are out of order.");
      }
      sound.addSilence(gap);
      filled += gap;
      add(decoder.getChannelData(), frame.header().samples(), stream, scale, sound);
      update(md5, decoder.getChannelData(), frame.header().samples(), stream);
    }
    return filled;
  }

  private static void add(
      ChannelData[] planes, int samples, FlacStream stream, float scale, MonoBuffer sound)
      throws Unreadable {
    for (int i = 0; i < samples; i++) {
      long sum = 0;
      for (int c = 0; c < stream.channels(); c++) {
        sum += planes[c].getOutput()[i];
      }
      sound.add(sum * scale / stream.channels());
    }
  }

  /** Little-endian, interleaved, in whole bytes per sample. */
  private static void update(
      MessageDigest md5, ChannelData[] planes, int samples, FlacStream stream) {
    int width = (stream.bitsPerSample() + 7) / 8;
    byte[] out = new byte[samples * stream.channels() * width];
    int at = 0;
    for (int i = 0; i < samples; i++) {
      for (int c = 0; c < stream.channels(); c++) {
        int value = planes[c].getOutput()[i];
        for (int b = 0; b < width; b++, value >>= 8) {
          out[at++] = (byte) value;
        }
      }
    }
    md5.update(out);
  }

  private static boolean matches(byte[] stored, byte[] computed) {
    return Arrays.equals(stored, NO_MD5) || Arrays.equals(stored, computed);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has MD5", e);
    }
  }
}
