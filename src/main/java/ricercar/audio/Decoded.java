package ricercar.audio;

import java.util.Optional;

/** What became of a sound file. Only {@code Rejected} holds no sound; it and Recovered say why. */
public sealed interface Decoded permits Decoded.Ok, Decoded.Recovered, Decoded.Rejected {
  Optional<Waveform> waveform();

  Optional<SourceFormat> source();

  /** Why the file is not whole or not usable; empty for a good file. */
  String reason();

  FileStatus.Outcome outcome();

  /** Whole and sound. */
  record Ok(Waveform sound, SourceFormat format) implements Decoded {
    @Override
    public Optional<Waveform> waveform() {
      return Optional.of(sound);
    }

    @Override
    public Optional<SourceFormat> source() {
      return Optional.of(format);
    }

    @Override
    public String reason() {
      return "";
    }

    @Override
    public FileStatus.Outcome outcome() {
      return FileStatus.Outcome.OK;
    }
  }

  /** Usable, but a part of the file is missing or damaged. */
  record Recovered(Waveform sound, SourceFormat format, String reason) implements Decoded {
    @Override
    public Optional<Waveform> waveform() {
      return Optional.of(sound);
    }

    @Override
    public Optional<SourceFormat> source() {
      return Optional.of(format);
    }

    @Override
    public FileStatus.Outcome outcome() {
      return FileStatus.Outcome.RECOVERED;
    }
  }

  /** No usable sound. The reason names what to do about it where something can be done. */
  record Rejected(String reason) implements Decoded {
    @Override
    public Optional<Waveform> waveform() {
      return Optional.empty();
    }

    @Override
    public Optional<SourceFormat> source() {
      return Optional.empty();
    }

    @Override
    public FileStatus.Outcome outcome() {
      return FileStatus.Outcome.REJECTED;
    }
  }
}
