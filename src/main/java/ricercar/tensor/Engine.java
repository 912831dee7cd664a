package ricercar.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ricercar.Problem;
import ricercar.files.Cache;

/**
 * Libtorch in this process: started once, on one device, offline, and refused unless its version is
 * the one the bindings were built for.
 *
 * <p>The device is {@code -Dricercar.device} or {@code RICERCAR_DEVICE}: {@code cpu} (default),
 * {@code gpu} or {@code gpu:N}. A GPU needs the user's own libtorch; see requirements-gpu.txt.
 */
public final class Engine {
  public static final String LIBTORCH = "2.7.1";

  private static final NDManager MANAGER = start();

  private Engine() {}

  /** Starts the engine, if that has not happened, and says what runs. */
  public static String describe() {
    return "libtorch %s on %s, %d threads".formatted(LIBTORCH, device(), threads());
  }

  public static String device() {
    return MANAGER.getDevice().toString();
  }

  /** Threads inside one operation; fixed at start by {@code OMP_NUM_THREADS}, else the cores. */
  public static int threads() {
    return JniUtils.getNumThreads();
  }

  public static void threads(int count) {
    manager();
    JniUtils.setNumThreads(count);
  }

  /**
   * Seeds libtorch's own generator (dropout, random tensors). Its state cannot be read, so training
   * seeds it anew at each step.
   */
  public static void seed(long seed) {
    manager();
    JniUtils.setSeed(seed);
  }

  /** How many native arrays Java holds now; constant from step to step unless something leaks. */
  public static int liveArrays() {
    return MANAGER.getManagedArrays().size();
  }

  static NDManager manager() {
    return MANAGER;
  }

  private static NDManager start() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
      System.setProperty("DJL_CACHE_DIR", Cache.folder("engine").toString());
    }
    refuseOtherLibrary(System.getenv("PYTORCH_LIBRARY_PATH"));
    // DJL looks for engines and natives through the context class loader; kernels set their own.
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(ai.djl.engine.Engine.class.getClassLoader());
    try {
      ai.djl.engine.Engine engine = ai.djl.engine.Engine.getEngine("PyTorch");
      Problem.unless(
          engine.getVersion().equals(LIBTORCH),
          "libtorch %s was found, but the bindings need %s. Unset PYTORCH_LIBRARY_PATH, or point it"
              + " at libtorch %s.",
          engine.getVersion(),
          LIBTORCH,
          LIBTORCH);
      NDManager manager = NDManager.newBaseManager(chosenDevice(engine), "PyTorch");
      selfTest(engine, manager);
      return manager;
    } catch (Problem e) {
      throw e;
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new Problem(
          "libtorch " + LIBTORCH + " did not start.",
          "Run './ricercar doctor'; unset PYTORCH_LIBRARY_PATH to use the bundled CPU library.",
          e);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  /** A newer wheel declared as 2.7.1 loads and then misbehaves, so its own word is read first. */
  static void refuseOtherLibrary(String libraryPath) {
    if (libraryPath == null || libraryPath.isBlank()) {
      return;
    }
    Path declared = Path.of(libraryPath).resolveSibling("version.py");
    if (!Files.isRegularFile(declared)) {
      return;
    }
    try {
      Matcher version =
          Pattern.compile("__version__\\s*=\\s*['\"]([0-9.]+)").matcher(Files.readString(declared));
      Problem.unless(
          !version.find() || version.group(1).equals(LIBTORCH),
          "PYTORCH_LIBRARY_PATH holds another libtorch than %s (%s says so). Install"
              + " requirements-gpu.txt, or unset the variable.",
          LIBTORCH,
          declared);
    } catch (IOException e) {
      throw new Problem("Cannot read " + declared + ".", "Check PYTORCH_LIBRARY_PATH.", e);
    }
  }

  private static Device chosenDevice(ai.djl.engine.Engine engine) {
    String fromEnvironment = System.getenv().getOrDefault("RICERCAR_DEVICE", "cpu");
    String name = System.getProperty("ricercar.device", fromEnvironment);
    Problem.unless(
        name.matches("cpu|gpu(:\\d+)?"), "Unknown device '%s'. Use cpu, gpu or gpu:N.", name);
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int index = name.contains(":") ? Integer.parseInt(name.substring(4)) : 0;
    Problem.unless(
        index < engine.getGpuCount(),
        "Device %s was asked for, but libtorch sees %d GPUs. Install requirements-gpu.txt and start"
            + " through ./ricercar --device %s, or use --device cpu.",
        name,
        engine.getGpuCount(),
        name);
    return Device.gpu(index);
  }

  private static void selfTest(ai.djl.engine.Engine engine, NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray x = scratch.full(new ai.djl.ndarray.types.Shape(1), 3f);
      x.setRequiresGradient(true);
      try (var collector = engine.newGradientCollector()) {
        collector.backward(x.square().sum());
      }
      float slope = x.getGradient().getFloat(0);
      Problem.unless(
          slope == 6f,
          "libtorch failed its self-test: d(x²)/dx at 3 came out as %s. Reinstall libtorch %s.",
          slope,
          LIBTORCH);
    }
  }
}
