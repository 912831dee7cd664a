package ricercar.etudes;

import java.util.List;
import java.util.Map;

/**
 * A style: three sheets that a confusing piece can borrow from another style, one at a time.
 *
 * @param palette instrument names by role, the usual ones first
 */
record Style(String name, Groove groove, Harmony harmony, Map<Role, List<String>> palette) {
  /** The ten styles, in the order of the task's classes. */
  static final List<Style> ALL =
      List.of(
              "blues",
              "jazz",
              "bossa",
              "house",
              "breaks",
              "rock",
              "funk",
              "reggae",
              "classical",
              "ambient")
          .stream()
          .map(name -> Resource.yaml(name + ".yaml", Style.class))
          .toList();

  static List<String> names() {
    return ALL.stream().map(Style::name).toList();
  }
}
