package ricercar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import ricercar.Progress;
import ricercar.plot.View;

class LiveProgressTests {
  private final List<String> shown = new ArrayList<>();
  private long now;

  private final Progress progress =
      new LiveProgress(
          new Display() {
            @Override
            public void show(View view) {}

            @Override
            public void markdown(String text) {}

            @Override
            public Live live(View first) {
              shown.add(first.text());
              return view -> shown.add(view.text());
            }

            @Override
            public List<String> unresolved() {
              return List.of();
            }
          },
          () -> now);

  @Test
  void tellsTheShareAndTheTimeLeft() {
    try (Progress.Task task = progress.start("fit", 100)) {
      now += 30_000_000_000L;
      task.note("loss 1.25");
      task.step(25);
    }

    assertThat(shown)
        .containsExactly(
            "fit: 0 %", "fit: 25 % · 1:30 min left · loss 1.25", "fit: 25 in 30 s · loss 1.25");
  }

  @Test
  void repaintsAFewTimesASecondAtMost() {
    try (Progress.Task task = progress.start("fit", 10_000)) {
      for (int i = 0; i < 10_000; i++) {
        now += 1_000_000;
        task.step(1);
      }
    }

    assertThat(shown).hasSizeBetween(40, 43);
  }

  @Test
  void endsTheWorkOfAnInterruptedCell() {
    Progress.Task task = progress.start("fit", 10);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> task.step(1))
        .isInstanceOf(CancellationException.class)
        .hasMessage("'fit' was interrupted at 0 of 10");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void clocksAreShort() {
    assertThat(List.of(0.04, 9.9, 10.2, 61.0, 3_700.0).stream().map(LiveProgress::clock))
        .containsExactly("0.0 s", "9.9 s", "10 s", "1:01 min", "1:01 h");
  }
}
