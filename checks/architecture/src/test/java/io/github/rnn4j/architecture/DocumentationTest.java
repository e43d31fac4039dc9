package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rnn4j.cli.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Checks that links on the pages lead somewhere, and that commands and code on them work. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final Path CLASSES = Path.of("src/test/java", "io/github/rnn4j/architecture");

  private static final List<String> EXAMPLES =
      List.of("DocumentedExamplesTest.java", "DatavecExamplesTest.java");

  /** {@code [text](target)}, or with a {@code !} in front for a picture. */
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

  /** Code or output. */
  static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");

  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^\\./mvnw (?:-q )?(?:-Pcuda )?-pl (rnn-\\w+) -am compile exec:java(?: -Dexec\\.args=\"(.*)\")?$");

  /**
   * A command of Maven that starts a program, in a block of its own. The lessons check their own
   * commands.
   */
  private static final Pattern STARTS_PROGRAM =
      Pattern.compile("(?m)^\\./mvnw (?!.*(?:-Pbenchmarks|-pl lessons) ).*exec:java.*$");

  /** The options, and possibly the command before them, in {@code `train --epochs 3`}. */
  private static final Pattern OPTIONS = Pattern.compile("`((?:[a-z-]+ (?:RUN )?)?--[^`]+)`");

  /** Values to put in place of what a page leaves open. */
  private static final Map<String, String> PLACEHOLDERS = Map.of("N", "1", "PORT", "9000");

  /** An argument: quoted for the shell, or without a space. */
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

  private static final Pattern JAVADOC_CODE =
      Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n \\* }</pre>");

  private static final int LONGEST_README = 150;

  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
  private final Console console =
      new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0);

  /** The text of each page by its place. */
  static Map<Path, String> pages() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Map<Path, String> pages = new TreeMap<>();
      for (Path page :
          Stream.concat(root, docs).filter(p -> p.toString().endsWith(".md")).toList()) {
        pages.put(page, Files.readString(page));
      }
      return pages;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn-models/src/main/java/io/github/rnn4j/imdb/model/TextClassifier.java",
        "rnn-models/src/main/java/io/github/rnn4j/charlm/model/LanguageModel.java",
        "rnn-models/src/main/java/io/github/rnn4j/timeseries/model/Forecaster.java",
        "rnn-models/src/main/java/io/github/rnn4j/timeseries/model/PanelForecaster.java",
        "rnn-training/src/main/java/io/github/rnn4j/network/OpenNetworks.java"
      })
  void codeInTheJavadocOfModelsCompiles(String file) throws IOException {
    String compiled = withoutSpaces(Files.readString(CLASSES.resolve("JavadocExamples.java")));
    List<String> examples =
        JAVADOC_CODE
            .matcher(Files.readString(ROOT.resolve(file)))
            .results()
            .map(example -> example.group(1).replaceAll("(?m)^ \\* ?", ""))
            .toList();

    assertThat(examples).isNotEmpty();
    assertThat(examples).allMatch(example -> compiled.contains(withoutSpaces(example)));
  }

  @Test
  void everyLinkWithinTheProjectLeadsSomewhere() throws IOException {
    Map<Path, String> pages = pages();
    List<String> broken = new ArrayList<>();
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      Matcher link = LINK.matcher(BLOCK.matcher(page.getValue()).replaceAll(""));
      while (link.find()) {
        if (!link.group(1).contains(":") && !leads(page.getKey(), link.group(1), pages)) {
          broken.add(ROOT.relativize(page.getKey()) + ": " + link.group(1));
        }
      }
    }

    assertThat(broken).as("links to files or headings that do not exist").isEmpty();
  }

  private static boolean leads(Path from, String link, Map<Path, String> pages) {
    String[] parts = link.split("#", 2);
    Path to = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    return Files.exists(to)
        && (parts.length == 1 || anchors(pages.getOrDefault(to, "")).contains(parts[1]));
  }

  /** Headings as a page on GitHub names them. */
  private static List<String> anchors(String page) {
    return HEADING
        .matcher(page)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void everyCommandOnAPageIsUnderstood() throws IOException {
    Map<String, Program> programs = programs();
    int commands = 0;
    for (Map.Entry<Path, String> page : pages().entrySet()) {
      Matcher command = COMMAND.matcher(page.getValue());
      while (command.find()) {
        String[] arguments = arguments(command.group(2));
        Program program = programs.get(command.group(1));
        assertThatCode(() -> program.commands(console).parseArgs(arguments))
            .as("%s: %s", ROOT.relativize(page.getKey()), command.group())
            .doesNotThrowAnyException();
        commands++;
      }
    }

    assertThat(commands).as("commands that were found").isGreaterThan(20);
  }

  private Map<String, Program> programs() {
    return Arrays.stream(Program.values())
        .collect(
            Collectors.toMap(
                program -> program.commands(console).getCommandName(), Function.identity()));
  }

  @Test
  void everyLineThatStartsAProgramIsChecked() throws IOException {
    List<String> unchecked =
        pages().values().stream()
            .flatMap(page -> STARTS_PROGRAM.matcher(page).results())
            .map(MatchResult::group)
            .filter(line -> !COMMAND.matcher(line).matches())
            .toList();

    assertThat(unchecked).isEmpty();
  }

  @Test
  void optionsInRunningTextAreUnderstood() throws IOException {
    Map<Program, CommandLine> commands =
        Arrays.stream(Program.values())
            .collect(Collectors.toMap(Function.identity(), program -> program.commands(console)));
    List<String> unknown = new ArrayList<>();
    int options = 0;
    for (Map.Entry<Path, String> page : pages().entrySet()) {
      for (String span : options(page.getKey(), page.getValue())) {
        if (programsOf(page.getKey()).stream()
            .map(commands::get)
            .noneMatch(program -> understands(program, span))) {
          unknown.add(ROOT.relativize(page.getKey()) + ": " + span);
        }
        options++;
      }
    }

    assertThat(options).as("options that were found").isGreaterThan(50);
    assertThat(unknown).as("options that no command of the program has").isEmpty();
  }

  /** CONTRIBUTING.md describes Maven and scripts, and docs/cli.md is generated. */
  private static List<String> options(Path page, String text) {
    return page.endsWith("CONTRIBUTING.md") || page.endsWith("cli.md")
        ? List.of()
        : OPTIONS
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .filter(span -> !span.startsWith("--add-modules"))
            .toList();
  }

  /** The program that a page is about, or all programs. */
  private static List<Program> programsOf(Path page) {
    return switch (page.getFileName().toString()) {
      case "sentiment.md" -> List.of(Program.IMDB);
      case "language-models.md" -> List.of(Program.CHARLM);
      case "time-series.md" -> List.of(Program.TIMESERIES);
      default -> List.of(Program.values());
    };
  }

  /** Whether a command of the program, the named one or any, takes these options. */
  private static boolean understands(CommandLine program, String span) {
    String filled = span;
    for (Map.Entry<String, String> placeholder : PLACEHOLDERS.entrySet()) {
      filled = filled.replaceAll("\\b" + placeholder.getKey() + "\\b", placeholder.getValue());
    }
    String[] arguments = arguments(filled);
    return arguments[0].startsWith("--")
        ? program.getSubcommands().keySet().stream()
            .map(command -> Stream.concat(Stream.of(command), Arrays.stream(arguments)))
            .anyMatch(line -> parses(program, line.toArray(String[]::new)))
        : parses(program, arguments);
  }

  /** Whether the arguments are understood; a missing argument or value is no error. */
  private static boolean parses(CommandLine program, String[] arguments) {
    try {
      program.parseArgs(arguments);
      return true;
    } catch (CommandLine.MissingParameterException e) {
      return true;
    } catch (CommandLine.ParameterException e) {
      return false;
    }
  }

  private static String[] arguments(String line) {
    return line == null
        ? new String[0]
        : ARGUMENT
            .matcher(line)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .toArray(String[]::new);
  }

  @Test
  void javaCodeOnAPageIsCompiledAndRun() throws IOException {
    StringBuilder tested = new StringBuilder();
    for (String examples : EXAMPLES) {
      tested.append(withoutSpaces(Files.readString(CLASSES.resolve(examples))));
    }
    Path lessons =
        ROOT.resolve("docs").resolve("lessons"); // they show whole programs, and check them
    List<String> blocks =
        pages().entrySet().stream()
            .filter(page -> !page.getKey().startsWith(lessons))
            .flatMap(page -> JAVA.matcher(page.getValue()).results())
            .map(block -> block.group(1))
            .toList();

    assertThat(blocks).hasSizeGreaterThan(5);
    assertThat(blocks)
        .as("code that is not in %s as it stands on the page", EXAMPLES)
        .allMatch(block -> tested.indexOf(withoutSpaces(block)) >= 0);
  }

  private static String withoutSpaces(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void readmeStaysAPage() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(LONGEST_README);
  }

  @Test
  void everyPageIsInTheIndex() throws IOException {
    String index = Files.readString(ROOT.resolve("docs").resolve("README.md"));
    List<String> names =
        pages().keySet().stream()
            .filter(page -> page.getParent().endsWith("docs"))
            .map(page -> page.getFileName().toString())
            .filter(name -> !name.equals("README.md"))
            .toList();

    assertThat(names).allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
  }
}
