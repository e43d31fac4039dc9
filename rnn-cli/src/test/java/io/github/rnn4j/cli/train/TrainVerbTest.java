package io.github.rnn4j.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.ComputeDevice;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A program that trains nothing: what is around the training. */
class TrainVerbTest {

  /** A configuration of one part. */
  public record Config(Part part) {}

  /** A part. */
  public record Part(@Knob("How many.") int hidden) {}

  /** A result. */
  public record Result(int hidden) {}

  @TempDir Path runs;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> heard = new ArrayList<>();

  @Command(name = "train")
  private final class Train extends TrainVerb<Config, Result> {

    Train(Console console) {
      super(console, "rnn-test", Config.class);
    }

    @Override
    protected Config preset() {
      return new Config(new Part(3));
    }

    @Override
    protected Config startingFrom(Config from) {
      return from;
    }

    @Override
    protected Set<String> encoding() {
      return Set.of();
    }

    @Override
    protected TrainingView view(String program, Console told) {
      heard.add("view of " + program);
      return new TrainingView() {
        @Override
        public RunListener listener(RunDirectory run, String network) {
          return new RunListener() {};
        }

        @Override
        public void close() {
          heard.add("view ended");
        }
      };
    }

    @Override
    protected Function<TrainingRun, Result> prepare(Config config, PrintStream story) {
      heard.add("prepared");
      story.println("story");
      if (config.part().hidden() > 100) {
        throw new RunException("too many");
      }
      return run -> {
        heard.add("trained");
        run.begin(config, 1, new Provenance.Data("a text", "sha256:1", false));
        return new Result(config.part().hidden());
      };
    }

    @Override
    protected void conclude(Result result, PrintStream results) {
      results.println("hidden " + result.hidden());
    }

    @Override
    protected List<List<String>> next(RunDirectory run, Result result) {
      String folder = run.folder().toString();
      return List.of(List.of("evaluate", folder), List.of("sample", folder));
    }
  }

  @Command(name = "rnn-test")
  private static final class Program {}

  private int run(String... args) {
    out.reset();
    err.reset();
    Console told =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            () -> 0);
    return Application.run(
        console -> {
          CommandLine train = new CommandLine(new Train(console));
          ConfigOptions.addTo(train.getCommandSpec(), new Config(new Part(3)));
          return new CommandLine(new Program()).addSubcommand(train);
        },
        told,
        args);
  }

  @Test
  void trainingStandsBetweenItsViewAndTheLinesThatSayHowToGoOn() {
    int exitCode = run("train", "--runs=" + runs, "--name=a", "--hidden=4");

    assertThat(exitCode).as(err.toString(UTF_8)).isZero();
    assertThat(heard).containsExactly("view of rnn-test", "prepared", "trained", "view ended");
    Path folder = runs.resolve("a");
    String command = "  ./mvnw -q -pl rnn-test -am compile exec:java -Dexec.args=\"%s %s\"\n";
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "%s\nstory\nhidden 4\n\nReport: %s\nThe run is saved in %s. Next steps:\n"
                    .formatted(ComputeDevice.line(), folder.resolve("report.html"), folder)
                + command.formatted("evaluate", folder)
                + command.formatted("sample", folder));
  }

  @Test
  void runWithoutANameGetsTheShortNameOfTheProgramAndTheTime() {
    run("train", "--runs=" + runs);

    assertThat(runs.toFile().list()).singleElement().asString().startsWith("test-20");
  }

  @Test
  void resultIsJsonAloneWhereItIsAskedFor() {
    run("train", "--runs=" + runs, "--json");

    assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("{\"hidden\":3}\n");
    assertThat(err.toString(UTF_8))
        .isEqualToNormalizingNewlines(ComputeDevice.line() + "\nstory\n");
  }

  @Test
  void whatTheProgramRefusesLeavesNoFolderAndEndsTheView() {
    int exitCode = run("train", "--runs=" + runs, "--name=a", "--hidden=101");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("Too many.");
    assertThat(runs.resolve("a")).doesNotExist();
    assertThat(heard).containsExactly("view of rnn-test", "prepared", "view ended");
  }

  @Test
  void resumedRunHasTheConfigurationItWasBegunWith() {
    run("train", "--runs=" + runs, "--name=a", "--hidden=4");

    int exitCode = run("train", "--resume=" + runs.resolve("a"));

    assertThat(exitCode).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8)).contains("hidden 4");
  }
}
