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

/** Opens the statistics of runs that are done, in the browser. */
@Command(
    name = "ui",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Look at runs in the browser, one or several in comparison. They were trained with --ui."
            + " Ends with Ctrl-C.")
public final class UiCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
  private List<Path> folders;

  @Mixin private UiAddressOptions address;

  /**
   * The command.
   *
   * @param console told of the address
   */
  public UiCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    UiAddress where = address.address();
    List<ShownRun> runs = read();
    RunsPage page = new RunsPage(runs);
    try (UiServer server = UiServer.start(where, UiServer.Sessions.MANY, page::before)) {
      runs.forEach(server::attach);
      console.out().printf("training UI: %s (Ctrl-C ends it)%n", server.url());
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

  /** All of them, before the server starts: a run without statistics is an error. */
  private List<ShownRun> read() {
    List<ShownRun> runs = new ArrayList<>();
    for (Path folder : folders) {
      RunDirectory run = RunDirectory.open(folder);
      runs.add(new ShownRun(nameOf(run, runs)).with(new StatisticsFile(run).read()));
    }
    return runs;
  }

  /** The name of the folder; with a number where there is one of that name. */
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
