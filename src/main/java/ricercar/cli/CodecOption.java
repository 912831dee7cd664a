package ricercar.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import ricercar.codec.Encodec;

/** Which codec a command works with. */
final class CodecOption {
  @Option(
      names = "--codec",
      paramLabel = "DIR",
      description = {
        "A folder with config.json and model.safetensors: as Hugging Face has them, or the folder"
            + " 'codec' of a trained run.",
        "Left out: the codec that comes with Ricercar."
      })
  private Path folder;

  /** The caller closes it. */
  Encodec open() {
    return folder == null ? Encodec.embedded() : Encodec.open(folder);
  }

  /** Null for the one that comes with Ricercar. */
  Path folder() {
    return folder;
  }

  @Override
  public String toString() {
    return folder == null ? "the embedded codec" : "the codec " + folder;
  }
}
