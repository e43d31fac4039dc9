package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The projects in {@code examples}, which have no parent, use the versions of the parent POM. */
class ExamplesTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /** Properties of the parent POM by artifact. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "slf4j-api", "slf4j.version",
          "logback-classic", "logback.version",
          "junit-jupiter", "junit.version",
          "assertj-core", "assertj.version",
          "maven-resources-plugin", "maven-resources-plugin.version",
          "maven-compiler-plugin", "maven-compiler-plugin.version",
          "maven-surefire-plugin", "maven-surefire-plugin.version");

  static List<Path> poms() throws IOException {
    try (Stream<Path> examples = Files.list(ROOT.resolve("examples"))) {
      return examples.map(example -> example.resolve("pom.xml")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("poms")
  void versionsAreThoseOfTheParent(Path pom) throws IOException {
    String example = Files.readString(pom);
    String parent = Files.readString(ROOT.resolve("pom.xml"));

    PROPERTIES.forEach(
        (artifact, property) ->
            assertThat(found(example, "<artifactId>" + artifact + "</artifactId>\\s*<version>"))
                .as(artifact)
                .isEqualTo(found(parent, "<" + property + ">")));
  }

  private static String found(String xml, String before) {
    Matcher matcher = Pattern.compile(before + "([^<]+)<").matcher(xml);
    assertThat(matcher.find()).as(before).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @MethodSource("poms")
  void exampleIsOnThePage(Path pom) throws IOException {
    String page = Files.readString(ROOT.resolve("docs").resolve("importing.md"));

    assertThat(page).contains("(../examples/" + pom.getParent().getFileName() + ")");
  }
}
