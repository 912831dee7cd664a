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

  // A refusal is kept and told at every use: thrown from here, it would reach the reader as an
  // ExceptionInInitializerError and, the second time, as a NoClassDefFoundError.
  private static final NDManager MANAGER;
  private static final Problem REFUSAL;

  static {
    NDManager manager = null;
    Problem refusal = null;
    try {
      manager = start();
    } catch (Problem e) {
      refusal = e;
    }
    MANAGER = manager;
    REFUSAL = refusal;
  }

  private Engine() {}

  /** Starts the engine, if that has not happened, and says what runs. */
  public static String describe() {
    return "libtorch %s on %s, %d threads".formatted(LIBTORCH, device(), threads());
  }

  public static String device() {
    Device device = manager().getDevice();
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /** Threads inside one operation; fixed at start by {@code OMP_NUM_THREADS}, else the cores. */
  public static int threads() {
    manager();
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
    return manager().getManagedArrays().size();
  }

  static NDManager manager() {
    if (REFUSAL != null) {
      throw REFUSAL;
    }
    return MANAGER;
  }

  private static NDManager start() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // TorchScript would watch each kernel's first calls and then compile it anew: results that
    // depend
    // on how often it ran, and native code whose lifetime Java does not govern.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
      System.setProperty("DJL_CACHE_DIR", Cache.folder("djl").toString());
    }
    String device = chosenDevice();
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
      NDManager manager = NDManager.newBaseManager(device(engine, device), "PyTorch");
      selfTest(engine, manager);
      return manager;
    } catch (Problem e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new Problem(
          "libtorch " + LIBTORCH + " did not start.",
          "Run './ricercar doctor'; unset PYTORCH_LIBRARY_PATH to use the bundled CPU library.",
          e);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  /**
   * A newer library declared as 2.7.1 loads and then misbehaves, so what stands beside it is read
   * first: version.py of a wheel, build-version of a libtorch archive.
   */
  static void refuseOtherLibrary(String libraryPath) {
    if (libraryPath == null || libraryPath.isBlank()) {
      return;
    }
    refuseOther(libraryPath, "version.py", "__version__\\s*=\\s*['\"]([0-9.]+)");
    refuseOther(libraryPath, "build-version", "^([0-9.]+)");
  }

  private static void refuseOther(String libraryPath, String name, String pattern) {
    Path declared = Path.of(libraryPath).resolveSibling(name);
    if (!Files.isRegularFile(declared)) {
      return;
    }
    try {
      Matcher version = Pattern.compile(pattern).matcher(Files.readString(declared));
      if (version.find() && !version.group(1).equals(LIBTORCH)) {
        throw new Problem(
            "PYTORCH_LIBRARY_PATH holds libtorch %s (%s), but the bindings need %s."
                .formatted(version.group(1), declared, LIBTORCH),
            "Install requirements-gpu.txt, or unset the variable.");
      }
    } catch (IOException e) {
      throw new Problem("Cannot read " + declared + ".", "Check PYTORCH_LIBRARY_PATH.", e);
    }
  }

  private static String chosenDevice() {
    String fromEnvironment = System.getenv().getOrDefault("RICERCAR_DEVICE", "cpu");
    String name = System.getProperty("ricercar.device", fromEnvironment);
    Problem.unless(
        name.matches("cpu|gpu(:\\d{1,3})?"), "Unknown device '%s'. Use cpu, gpu or gpu:N.", name);
    return name;
  }

  private static Device device(ai.djl.engine.Engine engine, String name) {
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
