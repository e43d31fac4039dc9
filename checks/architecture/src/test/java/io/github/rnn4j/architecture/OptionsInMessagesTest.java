package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** A program's messages name only options that it has. */
class OptionsInMessagesTest {

  private static final Path ROOT = Path.of("..", "..");

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z](?![\\w-])");

  /** Options of Java, of a shell, and former options, which a message says are gone. */
  private static final Set<String> OF_OTHERS = Set.of("--add-modules", "--clip-norm");

  /**
   * Options that the shared code looks for, and names only where a program has them: the length of
   * a training, and what {@code MemoryAdvice} lowers.
   */
  private static final Set<String> OF_SOME =
      Set.of(
          "--epochs",
          "--updates",
          "--batch-size",
          "--max-length",
          "--steps",
          "--streams",
          "--window");

  @ParameterizedTest
  @EnumSource
  void everyOptionInTheTextsOfAProgramExists(Program program) throws IOException {
    Set<String> unknown = new TreeSet<>(named(ROOT.resolve("rnn-" + program)));
    unknown.removeAll(options(program));
    unknown.removeAll(OF_OTHERS);

    assertThat(unknown).isEmpty();
  }

  /** A module or package that several programs share must not name an option that one lacks. */
  @ParameterizedTest
  @CsvSource({
    "rnn-cli/src/main/java, IMDB CHARLM TIMESERIES",
    "rnn-ui/src/main/java, IMDB CHARLM TIMESERIES",
    "rnn-training/src/main/java, IMDB CHARLM TIMESERIES",
    "rnn-models/src/main/java/io/github/rnn4j/imdb, IMDB",
    "rnn-models/src/main/java/io/github/rnn4j/charlm, CHARLM",
    "rnn-models/src/main/java/io/github/rnn4j/timeseries, TIMESERIES",
    "datasets/src/main/java/io/github/rnn4j/datasets/download, IMDB CHARLM TIMESERIES",
    "datasets/src/main/java/io/github/rnn4j/datasets/reviews, IMDB",
    "datasets/src/main/java/io/github/rnn4j/datasets/text, CHARLM",
    "datasets/src/main/java/io/github/rnn4j/datasets/series, TIMESERIES"
  })
  void everyOptionInSharedTextsExistsInEachProgram(String folder, String programs)
      throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (Program program : Program.values()) {
      if (programs.contains(program.name())) {
        Set<String> named = in(ROOT.resolve(folder));
        named.removeAll(options(program));
        unknown.addAll(named);
      }
    }
    unknown.removeAll(OF_OTHERS);
    unknown.removeAll(OF_SOME);

    assertThat(unknown).isEmpty();
  }

  private static Set<String> named(Path module) throws IOException {
    return in(module.resolve(Path.of("src", "main", "java")));
  }

  private static Set<String> in(Path folder) throws IOException {
    Set<String> options = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> literals =
            LITERAL.matcher(Files.readString(file)).results().map(MatchResult::group).toList();
        literals.stream()
            .flatMap(text -> OPTION.matcher(text).results().map(MatchResult::group))
            .forEach(options::add);
      }
    }
    return options;
  }

  private static Set<String> options(Program program) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Set<String> options = new TreeSet<>();
    collect(
        program.commands(new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0)),
        options);
    return options;
  }

  private static void collect(CommandLine command, Set<String> options) {
    options.addAll(command.getCommandSpec().optionsMap().keySet());
    options.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
    command.getSubcommands().values().forEach(sub -> collect(sub, options));
  }
}
