package ricercar.etudes;

import java.util.List;
import java.util.function.Predicate;

/** A composed and performed piece with the way it will be recorded: everything but its sound. */
record Song(Plan plan, Score score, Performance performance, Mix mix, Facts facts) {

  static Song compose(long corpusSeed, Tier.Place place, double seconds) {
    Plan plan = Plan.draw(corpusSeed, place, seconds);
    Score score = Score.write(plan);
    Performance performance = Performance.of(score);
    Mix mix = Mix.draw(plan.seed().child("mix"));
    Facts facts = Facts.of(plan, score, performance, mix);
    return new Song(plan, score, performance, mix, facts);
  }

  boolean sounds(Family... families) {
    for (Role role : performance.parts().keySet()) {
      boolean heard = !performance.parts().get(role).isEmpty();
      for (Family family : families) {
        if (heard && plan.motif().instruments().get(role).family() == family) {
          return true;
        }
      }
    }
    return false;
  }

  boolean beats(Predicate<Drum> kind) {
    return score.parts().getOrDefault(Role.DRUMS, List.of()).stream()
        .anyMatch(note -> kind.test(Drum.sounding(note.pitch())));
  }

  /** The finished sound: int16-valued floats in [-1, 1]. */
  float[] render(Bank bank) {
    float[] samples = Synth.render(performance, mix, bank);
    Mastering.apply(samples, mix, plan.seed().child("mastering"));
    return samples;
  }
}
