package ricercar.track;

import java.time.Instant;
import java.util.List;

/**
 * When the steps of a run were taken, in milliseconds since 1970. A run notes its time at the ends
 * of sessions alone, so the steps of a session are laid evenly over it; killed sessions' last steps
 * are those of the next one.
 */
record StepTimes(List<TimesLog.Session> sessions) {
  StepTimes {
    sessions = List.copyOf(sessions);
  }

  long began() {
    return sessions.isEmpty() ? 0 : start(sessions.get(0));
  }

  long ended() {
    return sessions.isEmpty() ? 0 : end(sessions.get(sessions.size() - 1));
  }

  long of(long step) {
    long before = 0;
    for (TimesLog.Session session : sessions) {
      if (step <= session.lastStep()) {
        double share =
            session.lastStep() == before
                ? 1
                : Math.max(0, step - before) / (double) (session.lastStep() - before);
        return start(session) + Math.round(share * 1000 * session.wallSeconds());
      }
      before = session.lastStep();
    }
    return ended();
  }

  private static long start(TimesLog.Session session) {
    return Instant.parse(session.began()).toEpochMilli();
  }

  private static long end(TimesLog.Session session) {
    return start(session) + Math.round(1000 * session.wallSeconds());
  }
}
