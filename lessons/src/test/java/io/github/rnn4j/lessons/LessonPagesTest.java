package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each page in docs/lessons shows its program as it is in the source, and what the program prints.
 *
 * <p>With the system property {@code rnn4j.write}, the pages and their pictures are written
 * instead; {@code scripts/write-lessons} does that.
 */
class LessonPagesTest {

  private static final Path PAGES = Path.of("..", "docs", "lessons");
  private static final Path SOURCES = Path.of("src/main/java/io/github/rnn4j/lessons");
  private static final boolean WRITE = Boolean.getBoolean("rnn4j.write");

  /** A comment that says what the block after it shows. */
  private static final Pattern BLOCK =
      Pattern.compile("(?s)(<!-- (program|output) (\\S[^>]*?) -->\n\n?```\\w*\n)(.*?)(```)");

  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^\\./mvnw -q -pl lessons -am compile exec:java(?: -Dexec\\.args=\"(.*)\")?$");

  /** The code of a class: everything after the imports. */
  private static final Pattern CODE = Pattern.compile("(?ms)^(?:/\\*\\*|final class).*");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:,\\d{3})*(?:\\.\\d+)?");
  private static final Pattern PATH = Pattern.compile("--data ?=?(\\S+)");

  /** Single-precision sums depend on the processor in the last digits. */
  private static final double TOLERANCE = 2e-5;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Lesson.class)
  void pageShowsTheProgram(Lesson lesson) throws IOException {
    String page = Files.readString(page(lesson));

    String updated = replaced(page, "program", LessonPagesTest::code);

    assertThat(page).as("has a program").contains("<!-- program ");
    check(lesson, page, updated);
  }

  /** Lessons that train print other numbers on another processor. */
  static Stream<Lesson> exactLessons() {
    return Arrays.stream(Lesson.values())
        .filter(lesson -> WRITE ? isToBeWritten(lesson) : !lesson.trains());
  }

  private static boolean isToBeWritten(Lesson lesson) {
    String names = System.getProperty("rnn4j.write.lessons", "");
    return names.isEmpty() || List.of(names.split(" ")).contains(lesson.toString());
  }

  @ParameterizedTest
  @MethodSource("exactLessons")
  void pageShowsWhatTheProgramPrints(Lesson lesson) throws IOException {
    assertThat(outputs(lesson, false)).as("has output").isNotEmpty();
    for (MatchResult block : outputs(lesson, false)) {
      check(lesson, block, LessonPagesTest::assertSamePrint);
    }
  }

  @ParameterizedTest
  @MethodSource("exactLessons")
  void pageShowsWhatTheProgramPrintsForRealData(Lesson lesson) throws IOException {
    for (MatchResult block : outputs(lesson, true)) {
      assumeTrue(
          dataIsHere(block.group(3)),
          "neither -Drnn4j.data nor RNN4J_DATA names the folder with the file of "
              + block.group(3));
      check(lesson, block, LessonPagesTest::assertSamePrint);
    }
  }

  static Stream<Lesson> longLessons() {
    return Arrays.stream(Lesson.values()).filter(Lesson::trains);
  }

  /** In full length; the numbers depend on the processor. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("longLessons")
  void pageShowsTheLinesOfALessonThatTrains(Lesson lesson) throws IOException {
    for (MatchResult block : outputs(lesson, false)) {
      check(
          lesson,
          block,
          (printed, shown) -> assertThat(printed.lines()).hasSameSizeAs(shown.lines().toList()));
    }
  }

  private static List<MatchResult> outputs(Lesson lesson, boolean ofRealData) throws IOException {
    return BLOCK
        .matcher(Files.readString(page(lesson)))
        .results()
        .filter(block -> block.group(2).equals("output"))
        .filter(block -> PATH.matcher(block.group(3)).find() == ofRealData)
        .toList();
  }

  private void check(Lesson lesson, MatchResult block, BiConsumer<String, String> comparison)
      throws IOException {
    String printed = output(block.group(3));
    if (WRITE) {
      String page = Files.readString(page(lesson));
      Files.writeString(
          page(lesson), page.replace(block.group(), block.group(1) + printed + block.group(5)));
    } else {
      comparison.accept(printed, block.group(4));
    }
  }

  @ParameterizedTest
  @EnumSource(Lesson.class)
  void pageHasAFigureAndSomethingToTry(Lesson lesson) throws IOException {
    String page = Files.readString(page(lesson));

    assertThat(page).contains(".svg)").contains("## Now change");
    assertThat(Files.readString(PAGES.resolve("README.md"))).contains("(" + lesson + ".md)");
  }

  @Test
  void everyCommandOnAPageIsUnderstood() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : pages()) {
      COMMAND.matcher(Files.readString(page)).results().forEach(c -> commands.add(c.group(1)));
    }

    assertThat(commands).contains("one-step");
    for (String command : commands) {
      String[] args = command == null ? new String[0] : command.split(" ");
      assertThatCode(() -> Lessons.commandLine(System.out).parseArgs(args))
          .doesNotThrowAnyException();
      if (args.length > 0) {
        assertThat(Lesson.named(args[0])).as(command).isPresent();
      }
    }
  }

  @Test
  void everyBlockOfJavaShowsAProgram() throws IOException {
    for (Lesson lesson : Lesson.values()) {
      String page = Files.readString(page(lesson));
      long programs =
          BLOCK.matcher(page).results().filter(b -> b.group(2).equals("program")).count();

      assertThat(page.split("```java", -1)).as(lesson + ".md").hasSize((int) programs + 1);
    }
  }

  /** Returns the pages of the lessons, and those that may mention them. */
  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(PAGES.getParent())) {
      return Stream.concat(docs, Stream.of(Path.of("..", "README.md")))
          .filter(page -> page.toString().endsWith(".md"))
          .toList();
    }
  }

  private static void check(Lesson lesson, String page, String updated) throws IOException {
    if (WRITE) {
      Files.writeString(page(lesson), updated);
    } else {
      assertThat(updated).as("run scripts/write-lessons").isEqualTo(page);
    }
  }

  private static Path page(Lesson lesson) {
    return PAGES.resolve(lesson + ".md");
  }

  private static String replaced(String page, String kind, UnaryOperator<String> content) {
    return BLOCK
        .matcher(page)
        .replaceAll(
            block ->
                Matcher.quoteReplacement(
                    block.group(2).equals(kind)
                        ? block.group(1) + content.apply(block.group(3)) + block.group(5)
                        : block.group()));
  }

  private static String code(String className) {
    try {
      String source = Files.readString(SOURCES.resolve(className + ".java"));
      Matcher code = CODE.matcher(source);
      assertThat(code.find()).isTrue();
      return code.group();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the files that a command line reads are here; they are not part of the project. */
  private static boolean dataIsHere(String line) {
    Matcher path = PATH.matcher(line);
    return !path.find() || Files.exists(realData().resolve(path.group(1)));
  }

  private static Path realData() {
    String folder = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    return Path.of(folder == null ? "." : folder);
  }

  private String output(String line) {
    String[] args = PATH.matcher(line).replaceAll("--data=" + realData() + "/$1").split(" ");
    LessonRun run = LessonRun.of(WRITE ? PAGES : folder, args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().strip().replace(realData() + "/", "") + "\n";
  }

  /** Numbers may differ in the last digits; times may differ. */
  private static void assertSamePrint(String printed, String expected) {
    assertThat(withoutNumbers(printed)).isEqualTo(withoutNumbers(expected));
    List<String> lines = printed.lines().toList();
    List<String> expectedLines = expected.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).contains(" ms")) {
        double[] numbers = numbers(lines.get(i));
        double[] wanted = numbers(expectedLines.get(i));
        for (int j = 0; j < numbers.length; j++) {
          assertThat(Math.abs(numbers[j] - wanted[j]))
              .as(lines.get(i))
              .isLessThanOrEqualTo(TOLERANCE * (1 + Math.abs(wanted[j])));
        }
      }
    }
  }

  private static String withoutNumbers(String text) {
    return NUMBER.matcher(text).replaceAll("0").replaceAll(" +", " ");
  }

  private static double[] numbers(String line) {
    return NUMBER
        .matcher(line)
        .results()
        .mapToDouble(number -> Double.parseDouble(number.group().replace(",", "")))
        .toArray();
  }
}
