package ricercar.audio;

/** The policy that makes a draft whole, recovered or rejected. */
final class Soundness {
  private static final double TOLERATED_SHARE = 0.02;
  private static final double TOLERATED_SECONDS = 0.5;

  /** A range of one step of 16 bits or less is a constant. */
  private static final float CONSTANT_RANGE = 1f / 32768;

  /** 40 dB above full scale: no recording, but integers or garbage read as floats. */
  private static final float ABSURD_PEAK = 100;

  private Soundness() {}

  static Decoded judge(Draft draft) {
    int frames = draft.samples().length;
    if (frames == 0) {
      return new Decoded.Rejected("The file holds no sound (0 samples). " + draft.complaint());
    }
    if (draft.filled() * 2 > frames) {
      return new Decoded.Rejected("More than half of the sound is lost. " + draft.complaint());
    }
    String fault = fault(draft.samples());
    if (!fault.isEmpty()) {
      return new Decoded.Rejected(fault);
    }
    Waveform sound = new Waveform(draft.samples(), draft.format().sampleRate());
    String reason = draft.complaint().isEmpty() ? wrongLength(draft) : draft.complaint();
    return reason.isEmpty()
        ? new Decoded.Ok(sound, draft.format())
        : new Decoded.Recovered(sound, draft.format(), reason + lengths(draft));
  }

  private static String fault(float[] samples) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float x : samples) {
      if (!Float.isFinite(x)) {
        return "The samples are damaged: some are not finite numbers.";
      }
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
    if (low == 0 && high == 0) {
      return "The file is silent: every sample is 0.";
    }
    if (high - low <= CONSTANT_RANGE) {
      return "The file holds no sound: every sample has the same level.";
    }
    float peak = Math.max(high, -low);
    return peak > ABSURD_PEAK
        ? "The samples are damaged: they reach %.3g times full scale.".formatted(peak)
        : "";
  }

  private static String wrongLength(Draft draft) {
    if (draft.promised() == Draft.UNKNOWN) {
      return "";
    }
    double tolerated =
        Math.min(
            TOLERATED_SHARE * draft.promised(), TOLERATED_SECONDS * draft.format().sampleRate());
    long missing = draft.promised() - draft.samples().length;
    return Math.abs(missing) <= tolerated
        ? ""
        : missing > 0 ? "The file is truncated." : "The file is longer than its header says.";
  }

  private static String lengths(Draft draft) {
    double rate = draft.format().sampleRate();
    String is = " It holds %.2f s".formatted(draft.samples().length / rate);
    return draft.promised() == Draft.UNKNOWN
        ? is + "."
        : is + " of %.2f s.".formatted(draft.promised() / rate);
  }
}
