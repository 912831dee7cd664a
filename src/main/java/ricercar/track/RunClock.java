package ricercar.track;

import java.time.Instant;
import java.util.List;

/**
 * When a run came to a step. The history holds no times; this lays each session's steps evenly over
 * its time, so it is exact only where a session begins or ends.
 */
final class RunClock {
  private final List<TimesLog.Session> sessions;

  RunClock(List<TimesLog.Session> sessions) {
    this.sessions = sessions;
  }

  Instant at(long step) {
    long from = 0;
    for (TimesLog.Session session : sessions) {
      if (step <= session.lastStep()) {
        long steps = session.lastStep() - from;
        double share = steps <= 0 ? 1 : Math.max(0, step - from) / (double) steps;
        return after(session, share * session.wallSeconds());
      }
      from = session.lastStep();
    }
    return end();
  }

  /** Of the first session; 1970 if none is known. */
  Instant start() {
    return sessions.isEmpty() ? Instant.EPOCH : after(sessions.get(0), 0);
  }

  Instant end() {
    if (sessions.isEmpty()) {
      return Instant.EPOCH;
    }
    TimesLog.Session last = sessions.get(sessions.size() - 1);
    return after(last, last.wallSeconds());
  }

  private static Instant after(TimesLog.Session session, double seconds) {
    return Instant.parse(session.began()).plusMillis(Math.round(seconds * 1e3));
  }
}
