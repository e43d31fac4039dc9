package io.github.rnn4j.ui;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the statistics of finished runs in the browser. */
@Command(
    name = "ui",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "View a run in the browser, or compare several. The runs must have been trained with --ui."
            + " Press Ctrl-C to stop.")
public final class UiCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
  private List<Path> folders;

  @Mixin private UiAddressOptions address;

  /**
   * Creates the command.
   *
   * @param console prints the address
   */
  public UiCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    UiAddress where = address.address();
    List<ShownRun> runs = read();
    RunsPage page = new RunsPage(runs);
    try (UiServer server = UiServer.start(where, page)) {
      runs.forEach(server::attach);
      console.out().printf("Training UI: %s (press Ctrl-C to stop)%n", server.url());
      runs.forEach(
          run ->
              console
                  .out()
                  .printf(
                      "  %s: %s/train/%s/overview%n", run.session(), server.url(), run.session()));
      console.out().flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Reads all runs before the server starts, because a run without statistics is an error. */
  private List<ShownRun> read() {
    List<ShownRun> runs = new ArrayList<>();
    for (Path folder : folders) {
      RunDirectory run = RunDirectory.open(folder);
      runs.add(new ShownRun(nameOf(run, runs)).with(new StatisticsFile(run).read()));
    }
    return runs;
  }

  /** Returns the name of the folder, with a number if another run already has that name. */
  private static String nameOf(RunDirectory run, List<ShownRun> others) {
    String name = run.folder().toAbsolutePath().normalize().getFileName().toString();
    List<String> taken = others.stream().map(ShownRun::session).toList();
    String unique = new ShownRun(name).session();
    for (int i = 2; taken.contains(unique); i++) {
      unique = new ShownRun(name + "-" + i).session();
    }
    return unique;
  }
}
