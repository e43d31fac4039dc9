package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keeps the words of {@code rejected-words.txt} out of the pages, and out of the texts and comments
 * of the main source code: help texts, messages, reports and Javadoc. {@code docs/cli.md}, which is
 * one of the pages, shows all help texts.
 */
class PlainEnglishTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final List<String> SOURCES =
      List.of(
          "rnn-core",
          "rnn-training",
          "rnn-models",
          "datasets",
          "rnn-cli",
          "rnn-ui",
          "rnn-imdb",
          "rnn-charlm",
          "rnn-timeseries",
          "lessons",
          "benchmarks");

  /** A comment, or a text with the texts that are added to it. */
  private static final Pattern PROSE =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\")*");

  /** The seam between two texts, or the beginning of a line in a comment. */
  private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"|\\n\\s*\\*? ?");

  /**
   * Blocks of Java and XML, code in Javadoc, addresses, and names such as JSON keys are not prose.
   * Of other blocks, only the fences go: they show what a program prints, or its help text.
   */
  private static final Pattern CODE =
      Pattern.compile(
          "(?s)```(?:java|xml)\n.*?```|```|`[^`]*`|\\{@(?:code|link|linkplain|value)[^}]*}"
              + "|https?://\\S+|@param \\S+|^\"[^\\sA-Z]*\"$");

  private static Map<Pattern, String> rejected() throws IOException {
    Map<Pattern, String> rejected = new LinkedHashMap<>();
    for (String line :
        Files.readAllLines(Path.of("src", "test", "resources", "rejected-words.txt"))) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("\t", 2);
        String start =
            Character.isLetter(parts[0].charAt(0)) || parts[0].startsWith("(") ? "\\b" : "";
        String end = parts[0].endsWith("]") ? "" : "\\b";
        rejected.put(
            Pattern.compile(start + "(?:" + parts[0] + ")" + end, Pattern.CASE_INSENSITIVE),
            parts[1]);
      }
    }
    return rejected;
  }

  /** Prose by the place that it stands at. */
  private static Map<String, String> prose() throws IOException {
    Map<String, String> prose = new TreeMap<>();
    DocumentationTest.pages()
        .forEach((page, text) -> prose.put(ROOT.relativize(page).toString(), written(page, text)));
    for (String module : SOURCES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file : files.filter(PlainEnglishTest::isMainSource).toList()) {
          String source = Files.readString(file);
          PROSE
              .matcher(source)
              .results()
              .forEach(found -> prose.put(place(file, source, found), found.group()));
        }
      }
    }
    return prose;
  }

  /** The lessons print texts that networks have written. */
  private static String written(Path page, String text) {
    return page.getParent().endsWith("lessons")
        ? DocumentationTest.BLOCK.matcher(text).replaceAll("")
        : text;
  }

  private static boolean isMainSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && path.contains("/src/main/");
  }

  private static String place(Path file, String source, MatchResult found) {
    long line = source.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
    return "%s:%05d:%d".formatted(ROOT.relativize(file), line, found.start());
  }

  private static List<String> findings(String text, Map<Pattern, String> rejected) {
    String prose = CODE.matcher(text).replaceAll(" ");
    String plain =
        CODE.matcher(SEAM.matcher(prose).replaceAll(" ")).replaceAll(" ").replaceAll("\\s+", " ");
    List<String> findings = new ArrayList<>();
    rejected.forEach(
        (word, instead) ->
            word.matcher(plain)
                .results()
                .forEach(
                    found ->
                        findings.add(
                            "\"…%s…\": write %s"
                                .formatted(
                                    plain.substring(
                                        Math.max(0, found.start() - 25),
                                        Math.min(plain.length(), found.end() + 15)),
                                    instead))));
    return findings;
  }

  @Test
  void noPageAndNoTextOfAProgramHasARejectedWord() throws IOException {
    Map<Pattern, String> rejected = rejected();
    Map<String, String> prose = prose();
    List<String> findings = new ArrayList<>();
    prose.forEach(
        (place, text) ->
            findings(text, rejected).forEach(finding -> findings.add(place + ": " + finding)));

    assertThat(prose).as("texts and comments").hasSizeGreaterThan(5_000);
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "the figures of this run, 1",
    "'\"learned by \"\n      + \"heart\"', 1",
    "' * The test\n   * part of the data.', 1",
    "a configuration and {@code figures}, 0",
    "It is trained beside the others, 1",
    "'```\n  figures of the run\n```', 1",
    "'```java\nint figures;\n``` and `figures`', 0",
    "'\"figures\"', 0",
    "'\"Figures\"', 1",
  })
  void aRejectedWordIsFoundAcrossLinesAndNotInCode(String text, int found) throws IOException {
    assertThat(findings(text, rejected())).hasSize(found);
  }
}
