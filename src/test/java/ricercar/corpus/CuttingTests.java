package ricercar.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ricercar.corpus.Cutting.Span;

class CuttingTests {
  @Test
  void aTrackIsCutFromItsStartAndKeepsALongEnoughTail() {
    assertThat(new Cutting(3, 1, 99).spans(80, 10))
        .containsExactly(new Span(0, 0, 30), new Span(1, 30, 30), new Span(2, 60, 20));
    assertThat(new Cutting(3, 2.1, 99).spans(80, 10)).hasSize(2);
    assertThat(Cutting.every(3).spans(89, 10)).hasSize(2);
    assertThat(Cutting.every(3).spans(90, 10)).hasSize(3);
  }

  @Test
  void aTrackShorterThanAClipIsKeptWholeOrNotAtAll() {
    assertThat(new Cutting(3, 1, 99).spans(25, 10)).containsExactly(new Span(0, 0, 25));
    assertThat(new Cutting(3, 1, 99).spans(9, 10)).isEmpty();
    assertThat(Cutting.every(3).spans(29, 10)).isEmpty();
    assertThat(Cutting.WHOLE.spans(29, 10)).containsExactly(new Span(0, 0, 29));
    assertThat(Cutting.WHOLE.spans(0, 10)).isEmpty();
  }

  @Test
  void aLongTrackGivesEvenlySpacedClips() {
    List<Integer> numbers = new Cutting(1, 1, 3).spans(90, 10).stream().map(Span::number).toList();

    assertThat(numbers).containsExactly(1, 4, 7);
  }
}
