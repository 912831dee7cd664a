package ricercar.etudes;

import java.util.List;
import java.util.Map;
import ricercar.random.Stream;

/**
 * Measures of a song that tags and moods rest on.
 *
 * @param density onsets a second, all parts together, a chord counting once
 * @param syncopation share of off-beat onsets held over the next beat without a stroke on it
 * @param gate mean share of the time to the next onset that melody and chords sound
 * @param register mean pitch of the parts above the bass
 * @param arousal valence proxies, roughly standard normal
 */
record Facts(
    double density,
    double syncopation,
    double gate,
    double register,
    double consonance,
    double arousal,
    double valence) {

  static Facts of(Plan plan, Score score, Performance performance, Mix mix) {
    double density = density(performance);
    double register = register(score);
    double consonance =
        score.chords().stream().mapToDouble(c -> c.quality().consonance()).average().orElse(1);
    double brightness = mix.tilt() / 2.3 - (mix.lowPass().isPresent() ? 0.7 : 0);
    double arousal =
        0.35 * z(plan.bpm(), 122, 37)
            + 0.35 * z(density, 10, 5.3)
            + 0.2 * z(mix.level(), -19, 4)
            + 0.1 * brightness;
    Stream random = plan.seed().child("mood");
    double valence =
        0.5 * (plan.key().mode().minor() ? -1 : 1)
            + 0.3 * z(consonance, 0.78, 0.18)
            + 0.2 * z(register, 61.7, 3.7)
            + 0.25 * random.nextGaussian();
    return new Facts(
        density, syncopation(score), gate(score), register, consonance, arousal, valence);
  }

  private static double z(double value, double mean, double deviation) {
    return (value - mean) / deviation;
  }

  private static double density(Performance performance) {
    int onsets = 0;
    for (List<Performance.Sound> part : performance.parts().values()) {
      double last = -1;
      for (Performance.Sound sound : part) {
        onsets += sound.on() > last + 0.03 ? 1 : 0;
        last = sound.on();
      }
    }
    return onsets / performance.plan().seconds();
  }

  private static double register(Score score) {
    return score.parts().entrySet().stream()
        .filter(part -> part.getKey() != Role.DRUMS && part.getKey() != Role.BASS)
        .flatMap(part -> part.getValue().stream())
        .mapToInt(Note::pitch)
        .average()
        .orElse(61.7);
  }

  private static double gate(Score score) {
    return score.parts().entrySet().stream()
        .filter(part -> part.getKey() == Role.COMP || part.getKey() == Role.LEAD)
        .flatMap(part -> part.getValue().stream())
        .mapToDouble(Note::length)
        .average()
        .orElse(1);
  }

  private static double syncopation(Score score) {
    int syncopes = 0;
    int onsets = 0;
    for (Map.Entry<Role, List<Note>> part : score.parts().entrySet()) {
      if (part.getKey() == Role.DRUMS || part.getKey() == Role.PAD) {
        continue;
      }
      List<Note> notes = part.getValue();
      for (int i = 0; i + 1 < notes.size(); i++) {
        double next = notes.get(i + 1).beat();
        double beat = notes.get(i).beat();
        onsets += next > beat ? 1 : 0;
        double following = StrictMath.floor(beat + 1e-9) + 1;
        syncopes += next > following + 1e-6 && beat > following - 0.999 ? 1 : 0;
      }
    }
    return onsets == 0 ? 0 : syncopes / (double) onsets;
  }
}
