package io.github.rnn4j.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs the micro-benchmarks in a process of their own, since JMH forks with its class path. */
@Command(
    name = "jmh",
    description = "Runs JMH: benchmarks jmh KernelBenchmarks -f 1; -h is JMH's own help.")
final class JmhCommand implements Callable<Integer> {
  private static final String JMH = "org.openjdk.jmh.Main";

  @Parameters(arity = "0..*", description = "what JMH takes")
  private List<String> arguments = List.of();

  @Unmatched private List<String> options = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ProcessPlan.ofThisBuild().javaWithClassPath());
    command.add(JMH);
    command.addAll(arguments);
    command.addAll(options);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
