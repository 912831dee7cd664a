package ricercar.experiment;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of closed choices in files: {@code mel-cnn} for MelCnnConfig, {@code any-shared} for
 * AnyShared, {@code mel-statistics} for MEL_STATISTICS.
 */
final class TypeNames {
  private TypeNames() {}

  /** The records that a sealed interface permits, itself or through others, by name. */
  static Map<String, Class<?>> of(Class<?> sealed) {
    Map<String, Class<?>> byName = new TreeMap<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isInterface()) {
        byName.putAll(of(permitted));
      } else {
        byName.put(of(permitted.getSimpleName()), permitted);
      }
    }
    return byName;
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String of(String className) {
    return className
        .replaceAll("(Config|Spec)$", "")
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
