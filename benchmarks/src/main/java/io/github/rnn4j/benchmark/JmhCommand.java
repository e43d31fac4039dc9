package io.github.rnn4j.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the micro-benchmarks in a separate process, because JMH forks with its own class path. */
@Command(
    name = "jmh",
    description =
        "Run JMH, for example: jmh ProductBenchmarks -f 1. The option -h prints JMH's own help.")
final class JmhCommand implements Callable<Integer> {
  private static final String JMH = "org.openjdk.jmh.Main";

  /** Passed on to JMH. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ProcessPlan.ofThisBuild().javaWithClassPath());
    command.add(JMH);
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
