package io.github.rnn4j.spark.command;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.loop.RunException;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/** The session of a program, with the master and the settings that {@code spark-submit} passes. */
final class Cluster {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?");

  private static final int TURN_MILLISECONDS = 250;
  private static final int ENOUGH_TURNS = 8;
  private static final int MOST_TURNS = 80;
  private static final String THREADS = "rnn4j.threads";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  private Cluster() {}

  /** What a command does with Spark. */
  @FunctionalInterface
  interface Action {
    void run(SparkSession spark) throws Exception;
  }

  /**
   * Starts a session, uses it and ends it. What Spark throws becomes an error that the user can
   * read.
   *
   * @param name what Spark's own pages show
   * @throws RunException if the job failed, or a standalone cluster on other machines accepts
   *     anyone
   * @throws DataException if a table cannot be used
   */
  static void use(String name, Action action) throws Exception {
    try (SparkSession spark = session(name)) {
      use(spark, action, awaitsExecutors(spark));
    } catch (Exception cause) { // Scala does not declare its checked exceptions
      throw readable(cause);
    }
  }

  private static void use(SparkSession spark, Action action, boolean hasExecutors)
      throws Exception {
    try {
      action.run(spark);
    } catch (Exception cause) {
      boolean ours = cause instanceof RunException || cause instanceof DataException;
      if (ours || !spark.sparkContext().isStopped()) {
        throw cause;
      }
      throw new RunException(
          hasExecutors
              ? "Spark was stopped before the end, by a signal such as Ctrl-C or by the cluster"
              : "Spark was stopped before %s had an executor; check --master, and that the cluster is running and has free workers"
                  .formatted(spark.sparkContext().master()),
          cause);
    }
  }

  static Exception readable(Exception cause) {
    if (cause instanceof AnalysisException wrong) {
      return new DataException(wrong.getSimpleMessage(), wrong);
    }
    if (cause instanceof IllegalArgumentException wrong) {
      return new DataException(wrong.getMessage(), wrong);
    }
    return cause instanceof SparkException failed
        ? new RunException("Spark could not finish the job: " + firstLine(failed), failed)
        : cause;
  }

  /**
   * Returns a message without the stack trace of the executor that follows in it, and its cause.
   */
  private static String firstLine(SparkException failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String first = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root == failed || first.contains(reason) ? first : first + " " + reason;
  }

  /**
   * Starts a session; without a master, with all processors of this machine.
   *
   * @param name what Spark's own pages show
   * @throws RunException if a standalone cluster on other machines accepts anyone
   */
  static SparkSession session(String name) {
    SparkConf conf = new SparkConf();
    String master = conf.get("spark.master", "local[*]");
    requireAuthentication(master, conf.getBoolean("spark.authenticate", false));
    int threads = conf.getInt("spark.task.cpus", 1); // each task has its own
    if (master.startsWith("local")) {
      if (System.getProperty(THREADS) == null) {
        System.setProperty(THREADS, String.valueOf(threads));
      }
    } else {
      String options = conf.get(EXECUTOR_OPTIONS, "");
      if (!options.contains("-D" + THREADS)) {
        conf.set(EXECUTOR_OPTIONS, (options + " -D%s=%d".formatted(THREADS, threads)).strip());
      }
      conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", String.valueOf(threads));
    }
    conf.setIfMissing("spark.broadcast.compress", "false"); // weights are not compressible
    conf.setIfMissing("spark.driver.maxResultSize", "0"); // each shard returns its weights
    return started(conf, name, master);
  }

  private static SparkSession started(SparkConf conf, String name, String master) {
    try {
      return SparkSession.builder().config(conf).appName(name).master(master).getOrCreate();
    } catch (IllegalStateException | NullPointerException cause) { // how Spark gives up
      throw new RunException(
          "Cannot start Spark with the master %s; check --master, and that the cluster is running"
              .formatted(master),
          cause);
    }
  }

  /**
   * Waits until no more executors register, because the default number of shards is their cores.
   *
   * @return whether there are any
   */
  private static boolean awaitsExecutors(SparkSession session) {
    if (!session.sparkContext().master().startsWith("spark://")) {
      return true;
    }
    int registered = 0;
    int unchanged = 0;
    for (int turn = 0; turn < MOST_TURNS && unchanged < ENOUGH_TURNS; turn++) {
      int now = session.sparkContext().statusTracker().getExecutorInfos().length;
      unchanged = now == registered && now > 1 ? unchanged + 1 : 0; // the driver is one of them
      registered = now;
      try {
        Thread.sleep(TURN_MILLISECONDS);
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        return registered > 1;
      }
    }
    return registered > 1;
  }

  /** Whoever reaches an open master can run code on the cluster. */
  static void requireAuthentication(String master, boolean authenticates) {
    boolean open =
        master.startsWith("spark://")
            && Pattern.compile(",")
                .splitAsStream(master.substring("spark://".length()))
                .anyMatch(address -> !LOOPBACK.matcher(address).matches());
    if (open && !authenticates) {
      throw new RunException(
          "The cluster %s accepts anyone who reaches it, and runs their code. Set spark.authenticate and spark.authenticate.secret for its master, its workers and spark-submit."
              .formatted(master));
    }
  }
}
