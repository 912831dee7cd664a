package ricercar.audio;

import java.io.IOException;
import java.util.List;

/** Ogg files: chooses the codec by the first packet of the streams inside. */
final class OggFile {
  private static final String VORBIS = "\u0001vorbis";
  private static final String OPUS = "OpusHead";

  private OggFile() {}

  static Draft decode(Source source) throws IOException {
    List<OggPage> pages = OggPage.in(source.bytes());
    OggStream vorbis = OggStream.of(pages, VORBIS);
    if (vorbis != null) {
      return VorbisStream.decode(vorbis);
    }
    OggStream opus = OggStream.of(pages, OPUS);
    if (opus != null) {
      return OpusStream.decode(opus);
    }
    if (OggStream.of(pages, "\u007fFLAC") != null || OggStream.of(pages, "Speex") != null) {
      throw new Unreadable(Unsupported.reason("FLAC or Speex inside Ogg"));
    }
    throw new Unreadable(
        "The Ogg file has no whole page that begins a Vorbis or Opus stream; fetch it again.");
  }
}
