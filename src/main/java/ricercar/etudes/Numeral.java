package ricercar.etudes;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ricercar.Problem;

/**
 * A chord relative to its key, as musicians write it: {@code bVII7}, {@code ii9}, {@code V7/3}.
 * Degrees count on the major scale, a small numeral makes the third minor, {@code /3 /5 /7} puts
 * that tone into the bass.
 */
record Numeral(int semitones, Quality quality, int bassTone) {
  private static final Pattern FORM =
      Pattern.compile("([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)([a-z0-9]*)(?:/([357]))?");
  private static final List<String> DEGREES = List.of("I", "II", "III", "IV", "V", "VI", "VII");
  private static final int[] MAJOR_SCALE = {0, 2, 4, 5, 7, 9, 11};

  static Numeral parse(String text) {
    Matcher parts = FORM.matcher(text);
    Problem.unless(parts.matches(), "'%s' is not a chord numeral such as bVII7.", text);
    int accidental = parts.group(1).equals("b") ? -1 : parts.group(1).equals("#") ? 1 : 0;
    String degree = parts.group(2);
    String suffix = parts.group(3);
    boolean minor = Character.isLowerCase(degree.charAt(0));
    String written = minor && thirdIsOpen(suffix) ? "m" + suffix : suffix;
    Quality quality =
        Quality.written(written)
            .orElseThrow(() -> new Problem("Chord '" + text + "' has an unknown suffix.", ""));
    int semitones = MAJOR_SCALE[DEGREES.indexOf(degree.toUpperCase(Locale.ROOT))];
    int bassTone = parts.group(4) == null ? 0 : (parts.group(4).charAt(0) - '1') / 2;
    return new Numeral(Math.floorMod(semitones + accidental, 12), quality, bassTone);
  }

  private static boolean thirdIsOpen(String suffix) {
    return !suffix.startsWith("m7b5")
        && !suffix.startsWith("sus")
        && !suffix.equals("5")
        && !suffix.equals("dim");
  }

  Chord in(Key key, double start, double end) {
    int root = Math.floorMod(key.tonic() + semitones, 12);
    return new Chord(root, quality, Math.floorMod(root + quality.tone(bassTone), 12), start, end);
  }
}
