package io.github.rnn4j.cli.report;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import io.github.rnn4j.run.AtomicFile;
import io.github.rnn4j.run.NotWrittenException;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares runs of one program in a table on the terminal and on a page. */
@Command(
    name = "compare",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Compare the options and results of two or more runs, as a table and as an HTML page.")
public final class CompareCommand implements Callable<Integer> {

  private static final String PAGE = "compare.html";

  private final Console console;
  private final Function<RunDirectory, Record> config;

  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", arity = "2..*", description = "Two or more run folders.")
  private List<Path> runs;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description =
          "File to write the page to; an existing file is replaced. Default: "
              + PAGE
              + " next to the first run")
  private Path page;

  /**
   * A run as JSON.
   *
   * @param run its folder
   * @param data its data
   * @param checksum the checksum of the data
   * @param options the options that differ between the runs
   * @param figures the results of the finished network
   * @param epochs the number of epochs trained
   * @param seconds the training time; 0 until training has ended
   */
  record Result(
      String run,
      String data,
      String checksum,
      Map<String, String> options,
      Map<String, Double> figures,
      int epochs,
      double seconds) {}

  /**
   * Creates the command for a program.
   *
   * @param console where the command writes
   * @param config reads the configuration of a run
   */
  public CompareCommand(Console console, Function<RunDirectory, Record> config) {
    this.console = console;
    this.config = config;
  }

  @Override
  public Integer call() {
    Comparison comparison = Comparison.of(runs, config);
    Path file = page == null ? runs.get(0).toAbsolutePath().normalize().resolveSibling(PAGE) : page;
    write(file, new ComparisonPage(comparison).page().bytes());
    if (json.asked()) {
      comparison.runs().forEach(run -> json.print(console, result(run, comparison)));
      return 0;
    }
    ComparisonText.of(comparison).forEach(console.out()::println);
    console.out().println("Page: " + file);
    return 0;
  }

  private static Result result(Comparison.Run run, Comparison comparison) {
    Map<String, String> options = new LinkedHashMap<>();
    comparison.differences().keySet().forEach(name -> options.put(name, run.options().get(name)));
    return new Result(
        run.folder().toString(),
        run.sections().provenance().data().name(),
        run.sections().provenance().data().checksum(),
        options,
        run.sections().provenance().finalMetrics(),
        run.sections().epochs().size(),
        run.sections().provenance().seconds());
  }

  /**
   * Writes the page. A stranger's folder of runs may have a link where the page goes by default:
   * the link is replaced, while one that the user names is followed.
   */
  private void write(Path file, byte[] bytes) {
    try {
      if (page == null) {
        AtomicFile.write(file, out -> out.write(bytes));
      } else {
        Files.write(file, bytes);
      }
    } catch (NotWrittenException cause) {
      throw notWritten(file, cause.getCause());
    } catch (IOException cause) {
      throw notWritten(file, cause);
    }
  }

  private static RunException notWritten(Path file, Throwable cause) {
    String reason = cause instanceof IOException io ? FileFailure.reason(io) : cause.getMessage();
    return new RunException(
        "Cannot write %s (%s). Choose another file with --page.".formatted(file, reason), cause);
  }
}
