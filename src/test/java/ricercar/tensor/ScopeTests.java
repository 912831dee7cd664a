package ricercar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScopeTests {
  @Test
  void closingFreesWhatWasMadeInsideAndWhatDjlMadeOnTheWay() {
    Engine.describe();
    int before = Engine.liveArrays();
    try (Scope scope = Scope.open()) {
      ones().softplus().normalize(0).mean(0, true).mul(2);
      assertThat(Engine.liveArrays()).isGreaterThan(before);
    }
    assertThat(Engine.liveArrays()).isEqualTo(before);
  }

  @Test
  void aKeptTensorLivesUntilTheOuterScopeCloses() {
    Tensor kept;
    try (Scope outer = Scope.open()) {
      try (Scope inner = Scope.open()) {
        kept = inner.keep(ones());
      }
      assertThat(kept.toFloats()).containsExactly(1, 1);
    }
    assertFreed(kept);
  }

  @Test
  void runHandsOnItsResultAlone() {
    try (Scope scope = Scope.open()) {
      int before = Engine.liveArrays();
      Tensor result = Scope.run(() -> ones().add(ones()).mul(3));
      assertThat(Engine.liveArrays()).isEqualTo(before + 1);
      assertThat(result.toFloats()).containsExactly(6, 6);
    }
  }

  @Test
  void aScopeThatReturnsAnothersTensorDoesNotTakeItOver() {
    Tensor parameter;
    try (Scope scope = Scope.open()) {
      parameter = ones().longLived();
    }
    try (Scope outer = Scope.open()) {
      Tensor local = ones();
      assertThat(Scope.run(() -> Scope.run(() -> parameter))).isSameAs(parameter);
      try (Scope inner = Scope.open()) {
        inner.keep(local);
      }
      assertThat(local.toFloats()).containsExactly(1, 1);
    }
    assertThat(parameter.toFloats()).containsExactly(1, 1);
    parameter.close();
  }

  @Test
  void aLongLivedTensorOutlivesEveryScopeWhereverItIsDeclared() {
    Tensor tensor;
    try (Scope outer = Scope.open()) {
      tensor = ones();
      try (Scope inner = Scope.open()) {
        tensor.longLived();
        inner.keep(ones()).longLived().close();
      }
      assertThat(tensor.toFloats()).containsExactly(1, 1);
    }
    assertThat(tensor.toFloats()).containsExactly(1, 1);
    tensor.close();
    assertFreed(tensor);
  }

  @Test
  void onlyTheInnermostScopeKeepsAndCloses() {
    try (Scope outer = Scope.open()) {
      try (Scope inner = Scope.open()) {
        assertThatThrownBy(outer::close).hasMessageContaining("reverse order");
        assertThatThrownBy(() -> outer.keep(ones())).hasMessageContaining("innermost");
      }
    }
  }

  @Test
  void withoutAScopeNothingIsMade() {
    int before = Engine.liveArrays();
    assertThatThrownBy(() -> Tensor.of(new float[] {1}, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Scope.open()");
    assertThat(Engine.liveArrays()).isEqualTo(before);
  }

  @Test
  void inferenceOnAFreshThreadBuildsNoGraph() throws InterruptedException {
    Throwable[] refusal = new Throwable[1];
    try (Scope scope = Scope.open()) {
      Tensor parameter = ones().requireGradient(true);
      Thread thread =
          new Thread(
              () -> {
                try (Scope own = Scope.open()) {
                  Tensor inferred = parameter.mul(parameter);
                  Gradients.backward(inferred::sum);
                } catch (RuntimeException e) {
                  refusal[0] = e;
                }
              });
      thread.start();
      thread.join();
    }
    assertThat(refusal[0]).hasMessageContaining("does not require grad");
  }

  private static Tensor ones() {
    return Tensor.ones(DType.FLOAT32, 2);
  }

  private static void assertFreed(Tensor tensor) {
    assertThatThrownBy(tensor::toFloats).isInstanceOf(IllegalStateException.class);
  }
}
