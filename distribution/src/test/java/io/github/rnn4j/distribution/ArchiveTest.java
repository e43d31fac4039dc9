package io.github.rnn4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive, unpacked into a folder whose name has a space and letters that are not ASCII. */
class ArchiveTest {

  private static final String ARCHIVE = System.getProperty("rnn4j.archive");

  @TempDir private static Path folder;
  private static Path place;
  private static Path home;

  @BeforeAll
  static void unpack() throws Exception {
    assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "needs a POSIX shell");
    place = Files.createDirectories(folder.resolve("Größe und Maß"));
    Result unpacked = run(place, Map.of(), "tar", "-xzf", ARCHIVE + ".tar.gz");
    assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
    home = place.resolve(Path.of(ARCHIVE).getFileName());
  }

  private record Result(int exitCode, String out, String err) {}

  private static Result run(Path in, Map<String, String> environment, String... command)
      throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().remove("JAVA_TOOL_OPTIONS");
    process.environment().put("LC_ALL", "C.UTF-8");
    process.environment().putAll(environment);
    int exitCode = process.start().waitFor();
    return new Result(exitCode, text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static Result program(Path java, String name, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin").resolve(name).toString()));
    command.addAll(List.of(args));
    return run(place, Map.of("JAVA_HOME", java.toString()), command.toArray(String[]::new));
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"));
  }

  /** This JDK and, if there is one next to it, a newer one. */
  static List<Path> jdks() throws IOException {
    List<Path> jdks = new ArrayList<>(List.of(java()));
    Path others = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(others)) {
      try (Stream<Path> found = Files.list(others)) {
        found
            .filter(
                jdk -> !Files.isSymbolicLink(jdk) && Files.isExecutable(jdk.resolve("bin/javac")))
            .filter(jdk -> !jdk.equals(java()))
            .forEach(jdks::add);
      }
    }
    return jdks;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyProgramRuns(Path jdk) throws Exception {
    for (String name : new String[] {"rnn-imdb", "rnn-charlm", "rnn-timeseries"}) {
      Result result = program(jdk, name, "--version");

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).contains(name);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void networkIsTrainedAndUsedWithVectorInstructions(Path jdk) throws Exception {
    Path table = place.resolve("Umsätze €.csv");
    StringBuilder rows = new StringBuilder("Tag,Umsatz in €\n");
    for (int t = 0; t < 60; t++) {
      rows.append(t).append(',').append(100 + t % 7).append('\n');
    }
    Files.writeString(table, rows);

    Result trained =
        program(
            jdk,
            "rnn-timeseries",
            "train",
            "--data",
            table.getFileName().toString(),
            "--name",
            "Lauf " + jdk.getFileName(),
            "--epochs=1",
            "--members=1",
            "--hidden=4");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("Layers use the vector backend");
    String launcher = home.resolve("bin/rnn-timeseries").toString();
    assertThat(trained.out())
        .contains("values from column 'Umsatz in €'")
        .contains("'" + launcher + "' forecast 'runs/Lauf " + jdk.getFileName() + "'");
    Result forecast =
        program(jdk, "rnn-timeseries", "forecast", "runs/Lauf " + jdk.getFileName(), "--steps=2");
    assertThat(forecast.exitCode()).as(forecast.err()).isZero();
    assertThat(forecast.out()).contains("60,\"Umsatz in €\",");
  }

  @Test
  void argumentsReachTheProgramUnchanged() throws Exception {
    Result result =
        program(java(), "rnn-imdb", "predict", "no such \"run\" $HOME `x` 'é' *", "--quiet=");

    assertThat(result.exitCode()).isNotZero();
    Result missing = program(java(), "rnn-imdb", "predict", "no such \"run\" $HOME `x` 'é' *", "a");
    assertThat(missing.err()).contains("no such \"run\" $HOME `x` 'é' *");
  }

  @Test
  void programWorksThroughSymbolicLinksFromAnyFolder() throws Exception {
    Path links = Files.createDirectories(folder.resolve("links"));
    Path first = Files.createSymbolicLink(links.resolve("first"), home.resolve("bin/rnn-charlm"));
    Files.createSymbolicLink(links.resolve("chars"), Path.of("first"));

    Result result =
        run(links, Map.of("JAVA_HOME", java().toString()), "./chars", "sample", "nowhere");

    assertThat(first).exists();
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("nowhere").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.21", "1.8.0_392", "16.0.2"})
  void oldJavaIsNamed(String version) throws Exception {
    Path old = Files.createDirectories(folder.resolve("old " + version + "/bin"));
    Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolveSibling("release"), "JAVA_VERSION=\"" + version + "\"\n");

    Result result = program(old.getParent(), "rnn-imdb", "--help");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("is Java " + version + ", which is too old. Install a JDK 17");
  }

  @Test
  void missingJavaIsReported() throws Exception {
    Result wrong = program(folder.resolve("none"), "rnn-imdb", "--help");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("which has no bin/java");
  }

  @Test
  void javaOptionsOfTheUserAreUsed() throws Exception {
    Result result =
        run(
            place,
            Map.of(
                "JAVA_HOME", java().toString(), "RNN4J_JAVA_OPTIONS", "-Xmx64m -XshowSettings:vm"),
            home.resolve("bin/rnn-imdb").toString(),
            "--version");

    assertThat(result.err() + result.out()).contains("Max. Heap Size: 64.00M");
  }

  @Test
  void licensesAreInside() throws Exception {
    assertThat(home.resolve("LICENSE")).content().contains("Apache License");
    assertThat(home.resolve("NOTICE")).content().contains("Apache Commons Compress");
    Path licenses = home.resolve("licenses");
    assertThat(licenses.resolve("dependencies.md")).content().contains("| `org.nd4j` |");
    for (String text : new String[] {"EPL-2.0", "GPL-3.0", "GCC-exception-3.1", "LGPL-2.1"}) {
      assertThat(licenses.resolve(text + ".txt")).isNotEmptyFile();
    }
    try (Stream<Path> jars = Files.list(licenses)) {
      List<Path> folders = jars.filter(Files::isDirectory).toList();
      assertThat(folders).hasSizeGreaterThan(15);
      for (Path folder : folders) { // none is empty
        try (Stream<Path> inside = Files.walk(folder)) {
          assertThat(inside.filter(Files::isRegularFile)).as(folder.toString()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void libraryFolderHasExactlyWhatTheProgramsName() throws Exception {
    List<String> named = new ArrayList<>();
    for (String program : new String[] {"rnn-imdb", "rnn-charlm", "rnn-timeseries"}) {
      try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
        Path jar =
            jars.filter(file -> file.getFileName().toString().startsWith(program + "-"))
                .findFirst()
                .orElseThrow();
        named.add(jar.getFileName().toString());
        try (JarFile opened = new JarFile(jar.toFile())) {
          String path =
              opened.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
          named.addAll(List.of(path.split(" ", -1)));
        }
      }
    }
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jar"))
                  .toList())
          .containsExactlyInAnyOrderElementsOf(named.stream().distinct().toList());
    }
  }
}
