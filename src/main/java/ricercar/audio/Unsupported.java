package ricercar.audio;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Content that is recognised and not read, so that the reason can name it. */
final class Unsupported {
  private record Signature(int offset, String magic, String what) {}

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature(4, "ftyp", "MPEG-4 audio (m4a, AAC or ALAC)"),
          new Signature(0, "\u00ff\u00f1", "AAC"),
          new Signature(0, "\u00ff\u00f9", "AAC"),
          new Signature(0, "\u0030\u0026\u00b2\u0075\u008e\u0066", "Windows media (wma)"),
          new Signature(0, "\u001a\u0045\u00df\u00a3", "Matroska or WebM"),
          new Signature(0, "wvpk", "WavPack"),
          new Signature(0, "MAC ", "Monkey's Audio"),
          new Signature(0, "caff", "Core Audio (caf)"),
          new Signature(0, "RF64", "64-bit wave (RF64)"),
          new Signature(0, "riff", "64-bit wave (W64)"),
          new Signature(0, "DSD ", "DSD"),
          new Signature(0, "MThd", "MIDI, which holds notes and no sound"));

  private Unsupported() {}

  static void refuse(Source source) throws Unreadable {
    for (Signature signature : SIGNATURES) {
      if (source.hasAt(signature.offset, signature.magic)) {
        throw new Unreadable(reason(signature.what));
      }
    }
    if (isText(source.head())) {
      throw new Unreadable(
          "The content is text"
              + (looksLikeHtml(source.head()) ? " (a web page)" : "")
              + " and no sound; fetch the file again.");
    }
  }

  static String reason(String what) {
    return what
        + " is not supported; convert the file, for instance with: ffmpeg -i INPUT OUTPUT.flac";
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      boolean printable = b >= ' ' || b == '\n' || b == '\r' || b == '\t' || b < 0;
      if (!printable) {
        return false;
      }
    }
    return new String(head, StandardCharsets.UTF_8).indexOf('\ufffd') < 0 || looksLikeHtml(head);
  }

  private static boolean looksLikeHtml(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).stripLeading().startsWith("<");
  }
}
