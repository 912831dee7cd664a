package ricercar.codec;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Makes tokens of many sounds and hands them on in order. */
@FunctionalInterface
interface Encoding {
  void each(int count, IntFunction<float[]> sounds, Consumer<SoundTokens> take);

  /** One after the other, by a codec that is open. */
  static Encoding by(Encodec codec) {
    return (count, sounds, take) -> {
      for (int i = 0; i < count; i++) {
        take.accept(SoundTokens.of(codec, sounds.apply(i)));
      }
    };
  }
}
