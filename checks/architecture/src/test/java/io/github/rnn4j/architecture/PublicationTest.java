package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is published: the POMs, and that they refer to nothing that is not. {@code
 * scripts/check-publication} builds a project from what is published.
 */
class PublicationTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static Document xml(Path file) throws IOException {
    return Jsoup.parse(Files.readString(file), Parser.xmlParser());
  }

  private static Document parent() throws IOException {
    return xml(ROOT.resolve("pom.xml"));
  }

  /** Each module by its artifact, with its folder. */
  private static Map<String, Path> modules() throws IOException {
    Map<String, Path> modules = new TreeMap<>();
    for (Element module : parent().select("project > modules > module")) {
      Path folder = ROOT.resolve(module.text());
      modules.put(xml(folder.resolve("pom.xml")).select("project > artifactId").text(), folder);
    }
    return modules;
  }

  static Set<String> published() throws IOException {
    Set<String> published = new TreeSet<>();
    for (Map.Entry<String, Path> module : modules().entrySet()) {
      Document pom = xml(module.getValue().resolve("pom.xml"));
      if (pom.select("project > properties > maven\\.deploy\\.skip").text().equals("false")) {
        published.add(module.getKey());
      }
    }
    return published;
  }

  private static List<String> texts(Document pom, String query) {
    return pom.select(query).stream().map(Element::text).toList();
  }

  @Test
  void librariesArePublishedAndNothingElse() throws IOException {
    assertThat(published())
        .containsExactlyInAnyOrder("datasets", "rnn-bom", "rnn-core", "rnn-models", "rnn-training");
  }

  @Test
  void theBomListsEveryPublishedLibrary() throws IOException {
    Document bom = xml(modules().get("rnn-bom").resolve("pom.xml"));
    List<String> listed = new ArrayList<>(texts(bom, "dependencyManagement artifactId"));
    listed.add("rnn-bom");

    assertThat(listed).containsExactlyInAnyOrderElementsOf(published());
  }

  @Test
  void nothingElseIsUploaded() throws IOException {
    Set<String> others = new TreeSet<>(modules().keySet());
    others.add("rnn-parent");
    others.removeAll(published());

    assertThat(texts(parent(), "excludeArtifact")).containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void moduleNamesOfPublishedLibrariesAreDifferentNamesOfJava() throws IOException {
    List<String> names = new ArrayList<>();
    for (String module : published()) {
      if (!module.equals("rnn-bom")) {
        Document pom = xml(modules().get(module).resolve("pom.xml"));
        names.add(pom.select("project > properties > module\\.name").text());
      }
    }

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("io\\.github\\.rnn4j\\.[a-z]+"));
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPublishedPomIsCompleteAndStandsAlone(String module) throws IOException {
    Path file = modules().get(module).resolve(Path.of("target", ".flattened-pom.xml"));
    Document pom = xml(file);

    assertThat(pom.select("project > parent")).isEmpty();
    for (String needed :
        List.of(
            "name",
            "description",
            "url",
            "licenses > license > url",
            "developers > developer > name",
            "scm > url",
            "scm > connection")) {
      assertThat(pom.select("project > " + needed).text()).as(needed).isNotEmpty();
    }
    assertThat(pom.select("project > url").text())
        .isEqualTo(parent().select("home\\.page").text())
        .isEqualTo(pom.select("project > scm > url").text());
    assertThat(texts(pom, "project > dependencies > dependency > scope"))
        .isSubsetOf("compile", "runtime");
    assertThat(Files.readString(file)).doesNotContain("file:", ROOT.toString());
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPublishedPomRefersOnlyToPublishedModules(String module) throws IOException {
    Document pom = xml(modules().get(module).resolve(Path.of("target", ".flattened-pom.xml")));
    Set<String> ours =
        pom.select("dependency").stream()
            .filter(each -> each.select("> groupId").text().equals("io.github.rnn4j"))
            .map(each -> each.select("> artifactId").text())
            .collect(Collectors.toSet());

    assertThat(ours).isSubsetOf(published());
  }

  @Test
  void noPackageIsInTwoPublishedLibraries() throws IOException {
    Map<String, String> owners = new TreeMap<>();
    for (String module : published()) {
      Path sources = modules().get(module).resolve(Path.of("src", "main", "java"));
      if (!Files.exists(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.getFileName().toString().equals("package-info.java"))
            .map(file -> sources.relativize(file.getParent()).toString())
            .forEach(name -> assertThat(owners.put(name, module)).as(name).isNull());
      }
    }

    assertThat(owners).hasSizeGreaterThan(40);
  }
}
