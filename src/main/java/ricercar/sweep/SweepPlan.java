package ricercar.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ricercar.experiment.StudyFile;
import ricercar.experiment.StudyPlan;

/**
 * A sweep to be run: a study file whose rows are references, and the trials that are proposed
 * beside them.
 *
 * @param window W
 * @param seed of the proposals; the runs have seeds of their own
 * @param resource the setting that a budget is written to
 */
public record SweepPlan(
    StudyFile file,
    List<Axis> axes,
    Sampler sampler,
    int window,
    long seed,
    Objective objective,
    String resource) {
  public SweepPlan {
    axes = List.copyOf(axes);
  }

  /** What this room reads of a study file, for its schema. */
  public static Map<String, Class<? extends Record>> sections() {
    return Map.of("sweep", SweepSpec.class);
  }

  /** Whether a study file is one of a sweep. */
  public static boolean isIn(StudyFile file) {
    return file.has("sweep");
  }

  /** Reads the section {@code sweep}, and tries its corners, so that nothing fails hours later. */
  public static SweepPlan of(StudyFile file) {
    SweepSpec spec = file.section("sweep", SweepSpec.class);
    List<Axis> axes = spec.axes().stream().map(AxisSpec::axis).toList();
    SweepPlan plan =
        new SweepPlan(
            file,
            axes,
            spec.sampler(),
            spec.window(),
            spec.seed(),
            spec.objective(),
            spec.resource());
    plan.checkAxes();
    plan.sampler.trials(axes);
    plan.checkCorners();
    return plan;
  }

  public String title() {
    return file.plan().title();
  }

  public int trials() {
    return sampler.trials(axes);
  }

  /** The proposal of the trial after those that were proposed. */
  Proposal propose(List<Proposal> proposed, List<Trial> seen) {
    return sampler.propose(axes, seed, proposed, seen);
  }

  /** A proposal as a row of the study, with a run for each seed. */
  public StudyPlan.Row row(Proposal proposal) {
    List<StudyFile.Choice> choices = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      String written = "sweep.axes." + i;
      JsonNode value = proposal.point().values().get(i);
      if (axes.get(i).key().equals(Axis.SEVERAL)) {
        value
            .properties()
            .forEach(
                each -> choices.add(new StudyFile.Choice(each.getKey(), each.getValue(), written)));
      } else {
        choices.add(new StudyFile.Choice(axes.get(i).key(), value, written));
      }
    }
    if (proposal.budget() != null) {
      choices.add(
          new StudyFile.Choice(resource, LongNode.valueOf(proposal.budget()), "sweep.sampler"));
    }
    return file.row(name(proposal), choices);
  }

  public String name(Proposal proposal) {
    String point = proposal.point().told(axes);
    return proposal.budget() == null
        ? point
        : "%s, %s = %d".formatted(point, last(resource), proposal.budget());
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private void checkAxes() {
    for (int i = 0; i < axes.size(); i++) {
      String key = axes.get(i).key();
      for (int j = 0; j < i; j++) {
        String other = axes.get(j).key();
        if (within(key, other) || within(other, key)) {
          throw file.problem(
              "sweep.axes." + i,
              "the axes '%s' and '%s' set the same thing".formatted(other, key),
              "Keep one of them.");
        }
      }
      if (key.equals("seed") || key.equals("seeds")) {
        throw file.problem(
            "sweep.axes." + i,
            "seeds are no axis: every trial is run with each of them",
            "List them under 'seeds'.");
      }
    }
  }

  private static boolean within(String key, String other) {
    return key.equals(other) || key.startsWith(other + ".");
  }

  /** Each value once, the others at their first: unknown keys and impossible values show here. */
  private void checkCorners() {
    for (int i = 0; i < axes.size(); i++) {
      int listed = axes.get(i).values().size();
      int count = listed == 0 ? 2 : listed;
      Set<String> different = new HashSet<>();
      for (int v = 0; v < count; v++) {
        double[] place = new double[axes.size()];
        place[i] = listed == 0 ? v : (v + 0.5) / count;
        StudyPlan.Row row = row(Proposal.of(Point.at(axes, place)));
        different.add(row.experiments().get(0).canonical());
      }
      if (count > 1 && different.size() == 1) {
        throw file.problem(
            "sweep.axes." + i,
            "'%s' changes nothing about these runs".formatted(axes.get(i).key()),
            "Remove the axis, or choose a method that depends on it.");
      }
    }
  }
}
