package ricercar.oracle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import ricercar.Progress;
import ricercar.corpus.Clip;
import ricercar.corpus.ClipSounds;
import ricercar.corpus.Split;
import ricercar.probe.WindowEmbeddings;
import ricercar.random.Stream;

/**
 * A session of twelve hummed clips of three classes, whose model turns a little whenever it learns.
 * As a program it serves its page until it is killed: {@code PageSession FOLDER}.
 */
final class PageSession {
  static final int CLIPS = 12;
  static final int RATE = 8000;
  static final List<String> CLASSES = List.of("low", "<b>middle</b>", "high");

  private PageSession() {}

  static String id(int clip) {
    return "clip-%02d".formatted(clip);
  }

  static LabelBase base() {
    TreeMap<String, String> labelled = new TreeMap<>();
    TreeSet<String> open = new TreeSet<>();
    for (int clip = 0; clip < CLIPS; clip++) {
      if (clip < CLASSES.size()) {
        labelled.put(id(clip), CLASSES.get(clip));
      } else {
        open.add(id(clip));
      }
    }
    return new LabelBase(CLASSES, labelled, open);
  }

  /** Clips of a class lie around its direction. */
  static WindowEmbeddings vectors(int turn) {
    int[] clips = new int[CLIPS];
    float[] values = new float[CLIPS * 3];
    for (int clip = 0; clip < CLIPS; clip++) {
      clips[clip] = clip;
      for (int k = 0; k < 3; k++) {
        double noise = 0.35 * Stream.of(turn, "vector", clip, k).nextGaussian();
        values[3 * clip + k] = (float) ((k == clip % 3 ? 1 : 0) + noise);
      }
    }
    return new WindowEmbeddings(clips, values, 3);
  }

  static Feedback feedback(Ledger ledger) {
    List<String> ids = new ArrayList<>();
    for (int clip = 0; clip < CLIPS; clip++) {
      ids.add(id(clip));
    }
    return new Feedback("pitch", ids, base(), ledger, new FeedbackPrototypes(0));
  }

  /** Takes a moment to learn, so that a page has something to wait for. */
  record Turning(List<Integer> turns, long milliseconds) implements FeedbackModel {
    @Override
    public void rectify(int round, LabelState state) {
      try {
        Thread.sleep(milliseconds);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      turns.add(round);
    }

    @Override
    public void look(Feedback session) {
      session.look(vectors(turns.size()));
    }

    @Override
    public String version() {
      return "turn-" + turns.size();
    }
  }

  static AnnotationDesk desk(Ledger ledger, String who, AnnotationDesk.Asking asking) {
    Turning model = new Turning(new ArrayList<>(), 400);
    Feedback session = feedback(ledger);
    model.look(session);
    return new AnnotationDesk(
        session, model, asking, who, Stream.of(0, "annotate"), () -> Instant.EPOCH);
  }

  /** A second of a hum for each clip, higher by class. */
  static final class Hums implements ClipSounds {
    @Override
    public int sampleRate() {
      return RATE;
    }

    @Override
    public List<Clip> clips() {
      List<Clip> clips = new ArrayList<>();
      for (int clip = 0; clip < CLIPS; clip++) {
        clips.add(new Clip(id(clip), id(clip), id(clip), Split.TRAIN, RATE, Map.of()));
      }
      return clips;
    }

    @Override
    public void read(int clip, long offset, float[] into) {
      for (int i = 0; i < into.length; i++) {
        into[i] = (float) (0.4 * Math.sin(0.1 * (1 + clip % 3) * (offset + i)));
      }
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    Ledger ledger = Ledger.open(folder.resolve("ledger.jsonl"));
    AnnotationDesk desk =
        desk(ledger, "ann", new AnnotationDesk.Asking(new Strategy.Margin(), 0.2, 0));
    AnnotationServer server =
        new AnnotationServer(
            desk, new Hums(), new LearningProgress(Progress.SILENT), PageAccess.in(folder));
    server.access().keep(folder);
    System.out.println(server.address());
    Thread.currentThread().join();
  }
}
