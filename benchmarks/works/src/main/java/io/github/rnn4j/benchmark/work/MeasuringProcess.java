package io.github.rnn4j.benchmark.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A process that measures one peer. It reads a {@link Request} from standard input, executes it and
 * writes a {@link Reply} to standard output; between requests it waits without using the processor.
 * It ends when its input ends. Everything that libraries print goes to standard error.
 */
public final class MeasuringProcess {
  /** System property that names the file of real reviews. */
  public static final String REVIEWS = "benchmarks.reviews";

  private static final double NANOSECONDS = 1e6; // in a millisecond
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final double WINDOW_MILLISECONDS = 2_000;

  /** Share of a processor's time below which Java's compiler counts as done. */
  private static final double SETTLED = 0.03;

  /** A step that takes more than this many times the time of its turn is not repeated. */
  private static final int SLOW = 3;

  private final Peer peer;
  private final Path reviews;
  private Session session;

  MeasuringProcess(Peer peer, Path reviews) {
    this.peer = peer;
    this.reviews = reviews;
  }

  /**
   * Serves the process's standard input until it ends.
   *
   * @param peer creates the peer after standard output has been redirected
   * @throws IOException if the input cannot be read
   */
  @SuppressWarnings("SystemOut") // replies go to the runner through standard output
  public static void serve(Supplier<Peer> peer) throws IOException {
    PrintStream replies = System.out;
    System.setOut(System.err);
    MeasuringProcess process =
        new MeasuringProcess(peer.get(), Path.of(System.getProperty(REVIEWS, "no-reviews")));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      replies.println(process.answer(line).line());
      replies.flush();
    }
  }

  /**
   * Executes the request in a line. A failure is reported in the reply, and its stack trace is in
   * the log.
   */
  Reply answer(String line) {
    try {
      return answer(Request.parse(line));
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      e.printStackTrace();
      return new Reply.Failed(e.toString());
    }
  }

  private Reply answer(Request request) throws IOException {
    if (request instanceof Request.Open open) {
      return open(open);
    }
    if (request instanceof Request.WarmUp warmUp) {
      warmUp(warmUp);
      return new Reply.Done();
    }
    if (request instanceof Request.Run run) {
      return run(run);
    }
    if (request instanceof Request.Close) {
      close();
      return new Reply.Done();
    }
    return request instanceof Request.Product
        ? new Reply.Figure(peer.matrixProductRate())
        : new Reply.Text(peer.versions());
  }

  private Reply open(Request.Open open) throws IOException {
    close();
    session = peer.open(Assignment.of(Works.named(open.work()), reviews), open.weights());
    return new Reply.Opened(session.parameters());
  }

  private void requireWork() {
    if (session == null) {
      throw new IllegalStateException("There is no workload to run; open one first");
    }
  }

  private void warmUp(Request.WarmUp warmUp) {
    requireWork();
    long begin = System.nanoTime();
    double compiling;
    do {
      long start = System.nanoTime();
      long compiled = COMPILER.getTotalCompilationTime();
      do {
        session.step();
      } while (since(start) < Math.min(WINDOW_MILLISECONDS, warmUp.milliseconds()));
      compiling = (COMPILER.getTotalCompilationTime() - compiled) / since(start);
    } while (since(begin) < warmUp.milliseconds()
        || (compiling > SETTLED && since(begin) < warmUp.most()));
  }

  private Reply run(Request.Run run) {
    requireWork();
    double used = Usage.processorMilliseconds();
    long begin = System.nanoTime();
    double first = session.step();
    double firstTook = since(begin);
    if (run.least() <= 1 && run.milliseconds() > 0 && firstTook > SLOW * run.milliseconds()) {
      // long enough to count without a warm-up step
      return new Reply.Times(first, usageSince(used, 1), List.of(firstTook));
    }
    List<Double> times = new ArrayList<>();
    used = Usage.processorMilliseconds();
    long all = System.nanoTime();
    while (times.size() < run.least() || since(all) < run.milliseconds()) {
      long start = System.nanoTime();
      session.step();
      times.add(since(start));
    }
    return new Reply.Times(first, usageSince(used, times.size()), times);
  }

  private static Usage usageSince(double used, int steps) {
    return new Usage((Usage.processorMilliseconds() - used) / steps, Usage.peakMegabytes());
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / NANOSECONDS;
  }

  private void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
