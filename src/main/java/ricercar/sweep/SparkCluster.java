package ricercar.sweep;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import ricercar.Problem;

/**
 * An Apache Spark cluster whose machines each have a checkout of Ricercar. A task of Spark is one
 * {@link Errand}: the executor only starts a process, hands it its request and takes its files
 * back, so that no library of ours meets one of Spark's, and a run that goes wrong takes nothing
 * else with it. A task whose machine is lost is done again elsewhere, by Spark.
 */
public final class SparkCluster implements AutoCloseable {
  private static final int TENTHS_TO_WAIT = 600;

  private final String master;
  private final int cores;
  private final JavaSparkContext spark;
  private final ExecutorService askers = Executors.newCachedThreadPool(SparkCluster::daemon);

  private volatile boolean closed;

  private SparkCluster(String master, int cores, JavaSparkContext spark) {
    this.master = master;
    this.cores = cores;
    this.spark = spark;
  }

  /**
   * Connects to {@code spark://HOST:PORT}, or to {@code local[N]}, which is N cores of this
   * machine.
   *
   * @param cores that one errand takes
   */
  public static SparkCluster at(String master, int cores) {
    Problem.unless(
        master.matches("spark://\\S+:\\d+|local\\[\\d+]"),
        "--on must be spark://HOST:PORT or local[N], but is '%s'.",
        master);
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setIfMissing("spark.app.name", "ricercar")
            .setIfMissing("spark.ui.enabled", "false")
            .setIfMissing("spark.driver.maxResultSize", "0")
            .setIfMissing("spark.rpc.message.maxSize", "1024")
            .setIfMissing("spark.locality.wait", "0")
            .set("spark.task.cpus", String.valueOf(cores));
    if (master.matches("(spark://(127\\.0\\.0\\.1|localhost):|local).*")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    String[] jar = JavaSparkContext.jarOfClass(SparkCluster.class);
    if (jar != null && jar.length > 0) {
      conf.setJars(jar);
    }
    SparkCluster cluster = new SparkCluster(master, cores, connected(conf, master));
    cluster.awaitMachines();
    return cluster;
  }

  private static JavaSparkContext connected(SparkConf conf, String master) {
    try {
      return new JavaSparkContext(conf);
    } catch (RuntimeException e) {
      throw new Problem(
          "Cannot work on %s (%s).".formatted(master, e.getMessage()),
          "Is a Spark 4.2 master there, and does it reach this machine? See docs/spark.md.",
          e);
    }
  }

  private void awaitMachines() {
    if (master.startsWith("local")) {
      return;
    }
    for (int i = 0; i < TENTHS_TO_WAIT; i++) {
      // This process itself is counted among them.
      if (spark.statusTracker().getExecutorInfos().length > 1) {
        return;
      }
      if (spark.sc().isStopped()) {
        break;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    close();
    throw new Problem(
        "%s gives no machine to work on.".formatted(master),
        "Is the master up, and has it workers with free cores and memory? Its web page tells.");
  }

  /**
   * How many errands it does at the same time, as far as its machines have reported. Spark never
   * tells of fewer than two cores; on a single one the second errand waits its turn.
   */
  public int atOnce() {
    requireThere();
    return Math.max(1, spark.defaultParallelism() / cores);
  }

  /** Whether errands fail for no fault of theirs. */
  boolean isGone() {
    return closed || spark.sc().isStopped();
  }

  void requireThere() {
    if (isGone()) {
      throw new Problem(
          "The connection to %s is gone.".formatted(master),
          "Start it again when the cluster is back; what was finished is found again.");
    }
  }

  @Override
  public String toString() {
    return master;
  }

  CompletableFuture<Reply> ask(Errand errand, String what) {
    return CompletableFuture.supplyAsync(() -> done(errand, what), askers);
  }

  private Reply done(Errand errand, String what) {
    try {
      // Interrupts the task of an errand that is called off, which ends its process.
      spark.setJobGroup(what, what, true);
      return spark.parallelize(List.of(errand), 1).map(Errand::run).collect().get(0);
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that no signature tells of.
      if (e instanceof SparkException || e instanceof IllegalStateException) {
        throw new CompletionException(
            new Problem(
                "%s on %s broke off: %s.".formatted(what, master, firstLine(e)),
                "If machines were lost, start it again when they are back.",
                e));
      }
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }

  /** Calls off what is still being done. */
  @Override
  public void close() {
    closed = true;
    if (!spark.sc().isStopped()) {
      spark.sc().cancelAllJobs();
    }
    spark.close();
    askers.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "errand");
    thread.setDaemon(true);
    return thread;
  }
}
