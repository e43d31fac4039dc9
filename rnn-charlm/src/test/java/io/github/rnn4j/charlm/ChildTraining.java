package io.github.rnn4j.charlm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program in a separate Java process, which a test can kill. It uses vector instructions if the
 * tests do. In the fast suite it runs on plain loops, because compiling vector instructions takes
 * longer than the training.
 */
public final class ChildTraining implements AutoCloseable {

  private static final String VECTORS = "jdk.incubator.vector";

  private static final long SECONDS = 300;

  private final Process process;
  private final Path log;

  private ChildTraining(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  public static ChildTraining start(Path log, List<String> java, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ModuleLayer.boot().findModule(VECTORS).isPresent()
            ? List.of("--add-modules", VECTORS)
            : List.of("-XX:TieredStopAtLevel=1"));
    command.addAll(java);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CharlmApplication.class.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(log.getParent().toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new ChildTraining(builder.start(), log);
  }

  /** Waits until the file is written again or the process has ended. */
  public void awaitWrite(Path file) throws IOException, InterruptedException {
    long before = modified(file);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (process.isAlive() && modified(file) == before) {
      if (System.nanoTime() > end) {
        throw new AssertionError(file + " was not written: " + output());
      }
      Thread.sleep(2);
    }
  }

  private static long modified(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) : 0;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it, like {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  public int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    return process.exitValue();
  }

  public String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
