package ricercar.etudes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Patch;
import javax.sound.midi.Soundbank;
import ricercar.Problem;
import ricercar.files.Sha256;

/**
 * The sounds that instruments are played with: the JDK's own synthesised bank, or a General MIDI
 * SoundFont 2 file. Corpora carry its name and hash.
 */
public final class Bank {
  /** Preferred first: the MIT-licensed recorded bank, then the small one. */
  private static final List<String> KNOWN = List.of("FluidR3_GM.sf2", "TimGM6mb.sf2");

  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/share/sounds/sf2"),
          Path.of("/usr/share/soundfonts"),
          Path.of("/usr/local/share/soundfonts"),
          Path.of("/opt/homebrew/share/soundfonts"),
          Path.of(System.getProperty("user.home"), ".local/share/soundfonts"));

  private final String name;
  private final String sha256;
  private final Soundbank sounds;

  private Bank(String name, String sha256, Soundbank sounds) {
    this.name = name;
    this.sha256 = sha256;
    this.sounds = sounds;
  }

  /** The JDK's synthesised bank, which comes with this library; poor timbres, no download. */
  public static Bank builtIn() {
    return BuiltIn.BANK;
  }

  /** The best known bank in the usual places, else the built-in one. */
  public static Bank installed() {
    return installed(PLACES);
  }

  static Bank installed(List<Path> places) {
    for (String file : KNOWN) {
      for (Path place : places) {
        if (Files.isRegularFile(place.resolve(file))) {
          return of(place.resolve(file));
        }
      }
    }
    return builtIn();
  }

  /** A SoundFont 2 file; refuses anything else, SoundFont 3 above all. */
  public static Bank of(Path file) {
    try {
      SoundFontHeader.check(file);
      String name = file.getFileName().toString().replaceFirst("(?i)\\.sf2$", "");
      return new Bank(name, Sha256.of(file), MidiSystem.getSoundbank(file.toFile()));
    } catch (IOException | InvalidMidiDataException e) {
      throw new Problem(
          "Cannot read the sound bank " + file + ".", "Give a SoundFont 2 (.sf2) file.", e);
    }
  }

  public String name() {
    return name;
  }

  /** Of the file. */
  public String sha256() {
    return sha256;
  }

  /** The bank's entries for these instruments; a kit it lacks gives way to the standard kit. */
  List<javax.sound.midi.Instrument> entries(Collection<Instrument> wanted) {
    Set<javax.sound.midi.Instrument> entries = new LinkedHashSet<>();
    wanted.forEach(instrument -> entries.add(entry(instrument)));
    return new ArrayList<>(entries);
  }

  /** The program to select, which differs from the wanted one only for a missing kit. */
  int program(Instrument wanted) {
    return entry(wanted).getPatch().getProgram();
  }

  Soundbank sounds() {
    return sounds;
  }

  private javax.sound.midi.Instrument entry(Instrument wanted) {
    javax.sound.midi.Instrument entry = sounds.getInstrument(patch(wanted.program(), wanted.kit()));
    if (entry == null) {
      entry = sounds.getInstrument(patch(0, wanted.kit()));
    }
    if (entry == null) {
      throw new Problem(
          "The sound bank " + name + " has no " + wanted.name() + ".",
          "Give a General MIDI bank such as FluidR3_GM.sf2.");
    }
    return entry;
  }

  private static Patch patch(int program, boolean kit) {
    return kit ? Gervill.percussion(program) : new Patch(0, program);
  }

  /**
   * The JDK's emergency bank, made once and kept: the JDK synthesises it anew in every process,
   * with the random phases and noise of {@code Math.random}, so that no two of them are equal.
   */
  private static final class BuiltIn {
    static final Bank BANK = load();

    private static Bank load() {
      byte[] bytes = Resource.bytes("jdk-bank.sf2");
      try {
        return new Bank(
            "built-in", Sha256.of(bytes), MidiSystem.getSoundbank(new ByteArrayInputStream(bytes)));
      } catch (IOException | InvalidMidiDataException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
