package ricercar.etudes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ricercar.random.Stream;

/**
 * Plays the group's beat, a crash where a section begins and a fill where it ends. Signs: X strong,
 * x plain, o soft, ? a stroke that the group settles once.
 */
final class Drummer implements Player {
  private static final double STROKE = 0.1;

  @Override
  public List<Note> play(Score score) {
    Plan plan = score.plan();
    Motif motif = plan.motif();
    Beat beat = motif.choose(motif.feel().drums(), "beat");
    boolean kit = beat.voices().containsKey(Drum.SNARE) && beat.voices().containsKey(Drum.KICK);
    Stream random = plan.seed().child("drums");
    List<Note> notes = new ArrayList<>();
    for (Section section : plan.sections()) {
      boolean crash = kit && random.chance(0.5);
      boolean fill = kit && section.bars() > 2 && random.chance(0.6);
      for (int bar = section.bar(); bar < section.end(); bar++) {
        double until = fill && bar == section.end() - 1 ? 1 - 1.0 / plan.beatsPerBar() : 1;
        strokes(plan, beat, bar, until, section.energy(), notes);
      }
      if (crash) {
        notes.add(stroke(plan, section.bar(), Drum.CRASH, 0.8));
      }
      if (fill) {
        fill(plan, section.end() - 1, random, notes);
      }
    }
    return notes;
  }

  private static void strokes(
      Plan plan, Beat beat, int bar, double until, double energy, List<Note> into) {
    for (Map.Entry<Drum, Pattern> voice : beat.voices().entrySet()) {
      for (Pattern.Step step : voice.getValue().bar(bar)) {
        double weight = weight(plan.motif(), voice.getKey(), step);
        if (weight > 0 && step.at() < until - 1e-9) {
          into.add(stroke(plan, bar + step.at(), voice.getKey(), weight * energy));
        }
      }
    }
  }

  private static double weight(Motif motif, Drum drum, Pattern.Step step) {
    return switch (step.sign()) {
      case 'X' -> 1.0;
      case 'o' -> 0.45;
      case '?' -> motif.choose(List.of(0.0, 0.6), "ghost", drum.ordinal(), (long) (step.at() * 48));
      default -> 0.8;
    };
  }

  private static void fill(Plan plan, int bar, Stream random, List<Note> into) {
    List<Drum> round = List.of(Drum.SNARE, Drum.HIGH_TOM, Drum.LOW_TOM, Drum.SNARE);
    double start = bar + 1 - 1.0 / plan.beatsPerBar();
    for (int i = 0; i < 4; i++) {
      if (i == 0 || random.chance(0.75)) {
        Drum drum = random.chance(0.5) ? Drum.SNARE : round.get(i);
        into.add(stroke(plan, start + i / (4.0 * plan.beatsPerBar()), drum, 0.65 + 0.1 * i));
      }
    }
  }

  private static Note stroke(Plan plan, double bars, Drum drum, double weight) {
    return new Note(bars * plan.beatsPerBar(), STROKE, drum.note(), Math.min(1, weight));
  }
}
