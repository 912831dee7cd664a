package ricercar.audio;

import java.io.IOException;
import java.util.Arrays;

/**
 * The formats that are read, each known by its first bytes; in the order in which they are tried.
 */
enum Container {
  WAV {
    @Override
    boolean holds(Source source) {
      return source.startsWith("RIFF") && source.hasAt(8, "WAVE");
    }

    @Override
    Draft decode(Source source) throws IOException {
      return PcmFile.decode(source, "wav");
    }
  },
  AIFF {
    @Override
    boolean holds(Source source) {
      return source.startsWith("FORM") && (source.hasAt(8, "AIFF") || source.hasAt(8, "AIFC"));
    }

    @Override
    Draft decode(Source source) throws IOException {
      return AiffFile.decode(source);
    }
  },
  AU {
    @Override
    boolean holds(Source source) {
      return source.startsWith(".snd");
    }

    @Override
    Draft decode(Source source) throws IOException {
      return PcmFile.decode(source, "au");
    }
  },
  FLAC {
    @Override
    boolean holds(Source source) {
      return source.startsWith("fLaC");
    }

    @Override
    Draft decode(Source source) throws IOException {
      return FlacFile.decode(source);
    }
  },
  OGG {
    @Override
    boolean holds(Source source) {
      return source.startsWith("OggS");
    }

    @Override
    Draft decode(Source source) throws IOException {
      return OggFile.decode(source);
    }
  },
  /** Last, for its magic is only that three frames follow each other. */
  MP3 {
    @Override
    boolean holds(Source source) {
      return Mp3Frames.in(source.head());
    }

    @Override
    Draft decode(Source source) throws IOException {
      return Mp3File.decode(source);
    }
  };

  abstract boolean holds(Source source);

  abstract Draft decode(Source source) throws IOException;

  static Container of(Source source) throws IOException {
    Unsupported.refuse(source);
    for (Container container : values()) {
      if (container.holds(source)) {
        return container;
      }
    }
    throw new Unreadable(
        "The content is none of the formats that are read: "
            + String.join(", ", Arrays.stream(values()).map(Enum::name).toList()).toLowerCase()
            + ".");
  }
}
