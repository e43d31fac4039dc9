package io.github.rnn4j.benchmark;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Benchmark the packed layers. Without a command, compare runs.",
    subcommands = {CompareCommand.class, JmhCommand.class})
public final class BenchmarkApplication implements Runnable {
  private CommandLine commandLine;

  private BenchmarkApplication() {}

  /**
   * Runs the command line and ends the process with its exit code: 0 for success, 1 for a failure,
   * 2 for wrong usage.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    BenchmarkApplication application = new BenchmarkApplication();
    application.commandLine = new CommandLine(application).registerConverter(Path.class, Path::of);
    return application.commandLine.execute(args);
  }

  @Override
  public void run() {
    int code = commandLine.getSubcommands().get("compare").execute();
    if (code != 0) {
      throw new IllegalStateException("compare failed with exit code " + code);
    }
  }
}
