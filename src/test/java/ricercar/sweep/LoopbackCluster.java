package ricercar.sweep;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.launcher.JavaModuleOptions;

/** A standalone cluster of Spark: a master and workers, each in a JVM of its own, on loopback. */
final class LoopbackCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  /**
   * @param folder for logs and for what the workers write
   * @param workers of one core each
   */
  LoopbackCluster(Path folder, int workers) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }
    // Executors find their libraries where a Spark of its own would have them.
    Files.createDirectories(folder.resolve("spark/jars"));
    start(Master.class, "--port", String.valueOf(port));
    // Whoever asks before the master listens asks again 10 or 20 seconds later.
    awaitMaster();
    for (int i = 0; i < workers; i++) {
      String work = folder.resolve("worker" + i).toString();
      start(Worker.class, "--cores", "1", "--memory", "512m", "--work-dir", work, url());
    }
  }

  String url() {
    return "spark://" + HOST + ":" + port;
  }

  void kill(int worker) throws InterruptedException {
    processes.get(1 + worker).destroyForcibly().waitFor();
  }

  /** Good in any working directory. */
  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void awaitMaster() throws IOException {
    for (int i = 0; i < 600; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(HOST, port));
        return;
      } catch (ConnectException notYet) {
        LockSupport.parkNanos(50_000_000);
      }
    }
    throw new IllegalStateException("no master after 30 s; see " + folder);
  }

  private void start(Class<?> main, String... arguments) throws IOException {
    String classPath = classPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dspark.master.rest.enabled=false", "-cp", classPath, main.getName()));
    command.addAll(List.of("--host", HOST, "--webui-port", "0"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(processes.size() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_DIST_CLASSPATH", classPath);
    builder.environment().remove("RICERCAR_HOME");
    processes.add(builder.start());
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
