package ricercar.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Opus packets to sound at 48 kHz, by Concentus (RFC 7845 for pre-skip, gain and end). */
final class OpusStream implements OggTimeline.Codec {
  private static final int RATE = 48_000;
  private static final int LONGEST_PACKET = RATE * 120 / 1000;
  private static final int HEADERS = 2;
  private static final int HEAD_BYTES = 19;

  private final int channels;
  private final float scale;
  private final OpusDecoder decoder;
  private final short[] pcm;
  private int failures;

  private OpusStream(int channels, double gainDb) throws IOException {
    this.channels = channels;
    scale = (float) (Math.pow(10, gainDb / 20) / 32768);
    pcm = new short[LONGEST_PACKET * channels];
    try {
      decoder = new OpusDecoder(RATE, channels);
    } catch (OpusException e) {
      throw new IOException(e);
    }
  }

  static Draft decode(OggStream stream) throws IOException {
    List<byte[]> headers = stream.takeHeaders(HEADERS);
    if (headers.size() < HEADERS || headers.get(0).length < HEAD_BYTES) {
      throw new Unreadable("The Opus headers are damaged or cut off; fetch the file again.");
    }
    ByteBuffer head = ByteBuffer.wrap(headers.get(0)).order(ByteOrder.LITTLE_ENDIAN);
    int channels = head.get(9);
    int preSkip = head.getShort(10) & 0xffff;
    double gainDb = head.getShort(16) / 256.0;
    if (channels < 1 || channels > 2) {
      throw new Unreadable(Unsupported.reason("Opus with " + channels + " channels"));
    }
    OpusStream codec = new OpusStream(channels, gainDb);
    OggTimeline timeline = new OggTimeline(RATE, channels);
    timeline.decode(stream, codec);
    String complaint = stream.complaint();
    if (complaint.isEmpty() && codec.failures > 0) {
      complaint = "The stream is damaged: %d packets cannot be decoded.".formatted(codec.failures);
    }
    return new Draft(
        timeline.samples(preSkip),
        new SourceFormat("ogg", "opus", RATE, channels),
        Draft.UNKNOWN,
        timeline.filled(),
        complaint);
  }

  @Override
  public void restart() {
    decoder.resetState();
  }

  @Override
  public void decode(byte[] packet, MonoBuffer into) throws IOException {
    int samples;
    try {
      samples = decoder.decode(packet, 0, packet.length, pcm, 0, LONGEST_PACKET, false);
    } catch (OpusException | RuntimeException e) {
      failures++;
      return;
    }
    for (int i = 0; i < samples; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += pcm[i * channels + c];
      }
      into.add(sum * scale / channels);
    }
  }
}
