package io.github.rnn4j.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the micro-benchmarks in a process of their own, since JMH forks with its class path. */
@Command(name = "jmh", description = "Runs JMH: jmh ProductBenchmarks -f 1; -h is JMH's own help.")
final class JmhCommand implements Callable<Integer> {
  private static final String JMH = "org.openjdk.jmh.Main";

  /** JMH reads them itself. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ProcessPlan.ofThisBuild().javaWithClassPath());
    command.add(JMH);
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
