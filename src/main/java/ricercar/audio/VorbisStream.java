package ricercar.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.util.List;

/** Vorbis packets to sound, by JOrbis. */
final class VorbisStream implements OggTimeline.Codec {
  private static final int HEADERS = 3;

  private final Info info;
  private final float[][][] planes = new float[1][][];
  private final int[] offsets;
  private DspState state;
  private Block block;
  private long packets;

  private VorbisStream(Info info) {
    this.info = info;
    offsets = new int[info.channels];
    restart();
  }

  static Draft decode(OggStream stream) throws IOException {
    Info info = new Info();
    info.init();
    Comment comment = new Comment();
    comment.init();
    List<byte[]> headers = stream.takeHeaders(HEADERS);
    for (int i = 0; i < headers.size(); i++) {
      if (info.synthesis_headerin(comment, packet(headers.get(i), i)) < 0) {
        throw new Unreadable("The Vorbis headers are damaged; fetch the file again.");
      }
    }
    if (headers.size() < HEADERS) {
      throw new Unreadable("The Vorbis headers are damaged or cut off; fetch the file again.");
    }
    OggTimeline timeline = new OggTimeline(info.rate, info.channels);
    timeline.decode(stream, new VorbisStream(info));
    return new Draft(
        timeline.samples(0),
        new SourceFormat("ogg", "vorbis", info.rate, info.channels),
        Draft.UNKNOWN,
        timeline.filled(),
        stream.complaint());
  }

  @Override
  public void restart() {
    state = new DspState();
    state.synthesis_init(info);
    block = new Block(state);
  }

  @Override
  public void decode(byte[] bytes, MonoBuffer into) throws IOException {
    if (block.synthesis(packet(bytes, HEADERS + packets++)) != 0) {
      return;
    }
    state.synthesis_blockin(block);
    int n = state.synthesis_pcmout(planes, offsets);
    for (int i = 0; i < n; i++) {
      float sum = 0;
      for (int c = 0; c < info.channels; c++) {
        sum += planes[0][c][offsets[c] + i];
      }
      into.add(sum / info.channels);
    }
    state.synthesis_read(n);
  }

  /** Without position and end, so that trimming stays with the timeline. */
  private static Packet packet(byte[] bytes, long number) {
    Packet packet = new Packet();
    packet.packet_base = bytes;
    packet.bytes = bytes.length;
    packet.b_o_s = number == 0 ? 1 : 0;
    packet.granulepos = -1;
    packet.packetno = number;
    return packet;
  }
}
