package ricercar.tensor;

/** Uses the engine in three ways and prints what each one meets. */
final class EngineProbe {
  private EngineProbe() {}

  public static void main(String[] arguments) {
    attempt(Engine::describe);
    attempt(
        () -> {
          try (Scope scope = Scope.open()) {
            return "scope";
          }
        });
    attempt(() -> Tensor.zeros(DType.FLOAT32, 1).toString());
  }

  private static void attempt(java.util.function.Supplier<String> use) {
    try {
      System.out.println("result: " + use.get());
    } catch (Throwable e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
