package ricercar.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import ricercar.Problem;
import ricercar.files.AtomicFiles;

/** The codec among the resources. */
final class EmbeddedCodec {
  private EmbeddedCodec() {}

  static Encodec open() {
    try {
      Path folder = Files.createTempDirectory("ricercar-codec");
      try {
        for (String name : Encodec.FILES) {
          try (InputStream in = EmbeddedCodec.class.getResourceAsStream("embedded/" + name)) {
            Problem.unless(in != null, "This build holds no codec. Name a folder with one.");
            Files.copy(in, folder.resolve(name));
          }
        }
        return Encodec.open(folder);
      } finally {
        AtomicFiles.delete(folder);
      }
    } catch (IOException e) {
      throw new Problem(
          "Cannot write to " + System.getProperty("java.io.tmpdir") + ".", "Is it full?", e);
    }
  }
}
