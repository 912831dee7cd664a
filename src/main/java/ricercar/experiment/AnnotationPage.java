package ricercar.experiment;

import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import ricercar.Progress;
import ricercar.oracle.AnnotationDesk;
import ricercar.oracle.AnnotationServer;
import ricercar.oracle.LearningProgress;
import ricercar.oracle.PageAccess;
import ricercar.random.Stream;
import ricercar.track.RunStore;

/** A session with its page, open until it is closed. */
public final class AnnotationPage implements AutoCloseable {
  /** Of further training each time that the model learns, unless it is said. */
  public static final int USUAL_STEPS = 40;

  private final AnnotationSession session;
  private final AnnotationServer server;

  private AnnotationPage(AnnotationSession session, AnnotationServer server) {
    this.session = session;
    this.server = server;
  }

  /**
   * @param of the run and its clips
   * @param asking which of them come next
   * @param who judges
   * @param steps of further training each time that the model learns; 0 moves prototypes alone
   * @param store of sessions; a session that is there goes on, at the same address if it is free
   * @param clock of the ledger
   */
  public static AnnotationPage open(
      Annotated of,
      AnnotationDesk.Asking asking,
      String who,
      int steps,
      RunStore store,
      Laboratory laboratory,
      Supplier<Instant> clock,
      Progress progress) {
    LearningProgress told = new LearningProgress(progress);
    AnnotationSession session = AnnotationSession.open(of, steps, store, laboratory, told);
    try {
      session.look(session.feedback());
      AnnotationDesk desk =
          new AnnotationDesk(
              session.feedback(), session, asking, who, Stream.of(0, "annotate"), clock);
      AnnotationServer server =
          new AnnotationServer(desk, session.sounds(), told, PageAccess.in(session.path()));
      server.access().keep(session.path());
      return new AnnotationPage(session, server);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** What to open in a browser on this machine. */
  public URI address() {
    return server.address();
  }

  public AnnotationSession session() {
    return session;
  }

  @Override
  public void close() {
    server.close();
    session.close();
  }
}
