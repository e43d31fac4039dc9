package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The licenses and notices of the libraries that the applications run with. */
class LicensesTest {

  private static final Path ROOT = Path.of("..", "..");

  /** The groups that only tests need; this module has them on the same class path. */
  private static final Pattern ONLY_TESTS =
      Pattern.compile(
          "org\\.(junit\\..*|assertj|opentest4j|apiguardian|seleniumhq\\..*|jsoup|jspecify|hamcrest|mockito"
              + "|apache\\.maven\\..*)"
              + "|com\\.tngtech\\.archunit|com\\.google\\.(auto\\.service|errorprone|j2objc)"
              + "|net\\.bytebuddy|dev\\.failsafe|io\\.opentelemetry(\\..*)?|io\\.github\\.rnn4j");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[a-z0-9.-]+`(?:, )?)+)[^|]*\\|");
  private static final Pattern GROUP = Pattern.compile("`([a-z0-9.-]+)`");
  private static final Pattern NOTICE = Pattern.compile("META-INF/NOTICE[^/]*");

  @Test
  void tableHasTheGroupsOnTheRunTimeClassPath() throws Exception {
    String page = Files.readString(ROOT.resolve("docs").resolve("dependencies.md"));
    String section = page.substring(page.indexOf("## Licenses"), page.indexOf("## Bill of"));
    Set<String> listed = new TreeSet<>();
    Matcher row = ROW.matcher(section);
    while (row.find()) {
      Matcher group = GROUP.matcher(row.group(1));
      while (group.find()) {
        listed.add(group.group(1));
      }
    }

    assertThat(listed).isEqualTo(new TreeSet<>(libraries().values()));
  }

  @Test
  void noticesOfTheLibrariesAreComplete() throws Exception {
    String notice = Files.readString(ROOT.resolve("NOTICE"));
    List<String> missing = new ArrayList<>();
    for (Path library : libraries().keySet()) {
      for (String text : notices(library)) {
        text.lines()
            .map(String::strip)
            .filter(line -> !notice.contains(line))
            .forEach(line -> missing.add(library.getFileName() + ": " + line));
      }
    }

    assertThat(missing).as("lines of META-INF/NOTICE that the file NOTICE lacks").isEmpty();
  }

  private static List<String> notices(Path library) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JarFile jar = new JarFile(library.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (NOTICE.matcher(entry.getName()).matches()) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** The libraries of the applications, in Maven's local repository, with their groups. */
  private static Map<Path, String> libraries() throws Exception {
    Path picocli =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path repository = picocli; // REPOSITORY/info/picocli/picocli/VERSION/JAR
    for (int i = 0; i < 5; i++) {
      repository = repository.getParent();
    }
    Map<Path, String> libraries = new LinkedHashMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && jar.startsWith(repository)) {
        Path group = repository.relativize(jar.getParent().getParent().getParent());
        String name = group.toString().replace(File.separatorChar, '.');
        if (!ONLY_TESTS.matcher(name).matches()) {
          libraries.put(jar, name);
        }
      }
    }
    return libraries;
  }
}
