package ricercar.etudes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.Progress;

/** Hears rendered pieces with numbers. */
class ListeningTests {
  private static final Tier TIER = new Tier("heard", 60, 0, 0, 6);
  private static final List<Piece> PIECES = new ArrayList<>();

  static {
    Rendering.pieces(TIER, 21, Bank.builtIn(), 2, Progress.SILENT, PIECES::add);
  }

  @Test
  void nothingClipsAndTheLevelIsTheOneDrawn() {
    for (Piece piece : PIECES) {
      double peak = 0;
      for (float sample : piece.samples()) {
        peak = Math.max(peak, Math.abs(sample));
      }
      assertThat(peak).as(piece.clip().id()).isBetween(0.05, 0.999);
      double level = 20 * Math.log10(Mastering.rootMeanSquare(piece.samples()));
      double wanted = piece.annotations().path("mix").path("level").asDouble();
      // The limiter takes a little from the loudest.
      assertThat(level).as(piece.clip().id()).isBetween(wanted - 3, wanted + 0.1);
    }
  }

  @Test
  void noPieceIsSilentForMoreThanItsRestsAllow() {
    for (Piece piece : PIECES) {
      int quiet = 0;
      int block = Etudes.SAMPLE_RATE / 2;
      for (int start = 0; start + block <= piece.samples().length; start += block) {
        double sum = 0;
        for (int i = start; i < start + block; i++) {
          sum += Math.abs(piece.samples()[i]);
        }
        quiet += sum / block < 1e-4 ? 1 : 0;
      }
      assertThat(quiet).as(piece.clip().id()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void strokesAreHeardWhereTheAnnotationsSay() {
    double nearest = 0;
    int strokes = 0;
    for (Piece piece : PIECES) {
      if (piece.annotations().path("mix").has("wet")) {
        continue;
      }
      for (var part : piece.annotations().path("parts")) {
        if (part.path("role").asText().equals("drums")) {
          for (var note : part.path("notes")) {
            if (note.get(2).asInt() == Drum.SNARE.note() && note.get(3).asInt() > 80) {
              nearest += rise(piece.samples(), note.get(0).asDouble());
              strokes++;
            }
          }
        }
      }
    }
    assertThat(strokes).isGreaterThan(40);
    // Just after a stroke the sound is on average at least twice as strong as just before.
    assertThat(nearest / strokes).isGreaterThan(2);
  }

  /** Energy of 12 ms after an instant over that of 12 ms before it, at most 10. */
  private static double rise(float[] samples, double seconds) {
    int at = (int) (seconds * Etudes.SAMPLE_RATE);
    int width = Etudes.SAMPLE_RATE * 12 / 1000;
    if (at < width || at + width > samples.length) {
      return 1;
    }
    double before = 1e-6;
    double after = 0;
    for (int i = 0; i < width; i++) {
      before += samples[at - 1 - i] * samples[at - 1 - i];
      after += samples[at + i] * samples[at + i];
    }
    return Math.min(10, after / before);
  }
}
