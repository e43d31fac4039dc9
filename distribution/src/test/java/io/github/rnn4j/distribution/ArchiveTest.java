package io.github.rnn4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive, unpacked into a folder whose name has a space and letters that are not ASCII. */
class ArchiveTest {

  private static final String ARCHIVE = System.getProperty("rnn4j.archive");
  private static final boolean SPARK = Boolean.getBoolean("rnn4j.spark");

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
    return new Program(home.resolve("bin").resolve(name), java).with(args);
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"));
  }

  /** This JDK and the others on this machine that are new enough. */
  static List<Path> jdks() throws IOException {
    List<Path> jdks = new ArrayList<>(List.of(java()));
    Path others = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(others)) {
      try (Stream<Path> found = Files.list(others)) {
        found
            .filter(
                jdk -> !Files.isSymbolicLink(jdk) && Files.isExecutable(jdk.resolve("bin/javac")))
            .filter(jdk -> !jdk.equals(java()))
            .filter(ArchiveTest::isNewEnough)
            .forEach(jdks::add);
      }
    }
    return jdks;
  }

  private static boolean isNewEnough(Path jdk) {
    try {
      String release = Files.readString(jdk.resolve("release"));
      String version = release.replaceFirst("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
      return version.matches("\\d+") && Integer.parseInt(version) >= 17;
    } catch (IOException cause) {
      return false;
    }
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

  @ParameterizedTest
  @MethodSource("jdks")
  void anArchiveOfClassesChangesNothingButTheTime(Path jdk) throws Exception {
    Path plain = Files.createDirectories(folder.resolve("plain")); // as Java 17 needs it
    assertThat(run(plain, Map.of(), "tar", "-xzf", ARCHIVE + ".tar.gz").exitCode()).isZero();
    Program program = new Program(plain.resolve(home.getFileName()).resolve("bin/rnn-charlm"), jdk);
    Result trained = program.with("train", "--fast-dev-run", "--name=b" + jdk.getFileName());
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    String[] sample = {"sample", "runs/b" + jdk.getFileName(), "--length=40"};
    Result before = program.with(sample);

    Result made = program.with("faster-start");

    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out()).contains("rnn-charlm starts faster with this Java");
    Result faster = program.with(sample);
    assertThat(faster.out()).isEqualTo(before.out());
    assertThat(withoutTimes(faster.err())).isEqualTo(withoutTimes(before.err()));
    assertThat(program.maps()).isTrue();

    Path classes = newest(plain.resolve(home.getFileName()).resolve("lib/classes"));
    try (FileChannel damaged = FileChannel.open(classes, StandardOpenOption.WRITE)) {
      damaged.truncate(Files.size(classes) / 2);
    }
    assertThat(program.maps()).isFalse();
    assertThat(program.with(sample).out()).isEqualTo(before.out());
  }

  /** A launcher, and the Java that it is to use. */
  private record Program(Path launcher, Path jdk) {
    Result with(String... args) throws Exception {
      return with(Map.of("JAVA_HOME", jdk.toString()), args);
    }

    private Result with(Map<String, String> environment, String... args) throws Exception {
      List<String> command = new ArrayList<>(List.of(launcher.toString()));
      command.addAll(List.of(args));
      return run(place, environment, command.toArray(String[]::new));
    }

    /** Returns whether classes of this project come from an archive. */
    boolean maps() throws Exception {
      Path log = Files.createTempFile(folder, "loaded", "");
      Map<String, String> environment =
          Map.of("JAVA_HOME", jdk.toString(), "RNN4J_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
      assertThat(with(environment, "--version").exitCode()).isZero();
      return text(log)
          .lines()
          .anyMatch(line -> line.contains("io.github.rnn4j.") && line.contains("shared objects"));
    }
  }

  private static Path newest(Path classes) throws IOException {
    try (Stream<Path> files = Files.list(classes)) {
      return files.max(Comparator.comparing(file -> file.toFile().lastModified())).orElseThrow();
    }
  }

  private static String withoutTimes(String log) {
    return log.replaceAll("\\d\\d:\\d\\d:\\d\\d", "");
  }

  @Test
  void aTerminatedLauncherIsTheTerminatedProgram() throws Exception {
    ProcessBuilder launcher =
        new ProcessBuilder(home.resolve("bin/rnn-imdb").toString(), "train", "--name=terminated")
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(folder, "out", "").toFile());
    launcher.environment().put("JAVA_HOME", java().toString());
    Process process = launcher.start();
    try {
      while (!process.info().command().orElse("").endsWith("java")) { // the shell becomes Java
        Thread.sleep(20);
        assertThat(process.isAlive()).isTrue();
      }
    } finally {
      process.destroy();
    }

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
  }

  @Test
  void bothArchivesHaveTheSameFiles() throws Exception {
    Set<String> unpacked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(home)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> home.getParent().relativize(file).toString())
          .forEach(unpacked::add);
    }
    try (ZipFile zip = new ZipFile(ARCHIVE + ".zip")) {
      assertThat(zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
          .containsExactlyInAnyOrderElementsOf(unpacked);
    }
  }

  @Test
  void argumentsReachTheProgramUnchanged() throws Exception {
    String odd = "no such \"run\"  $HOME `x` 'é' *";
    Result missing = program(java(), "rnn-imdb", "predict", odd, "", "two\nlines");

    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains(odd);
  }

  @Test
  void programWorksThroughSymbolicLinksFromAnyFolder() throws Exception {
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("first"), home.resolve("bin/rnn-charlm"));
    Files.createSymbolicLink(links.resolve("chars"), Path.of("first"));

    Result result =
        run(links, Map.of("JAVA_HOME", java().toString()), "./chars", "sample", "nowhere");

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
  void rnnSparkIsInsideOnlyIfItWasBuilt() {
    assertThat(Files.exists(home.resolve("bin/rnn-spark"))).isEqualTo(SPARK);
    assertThat(Files.exists(home.resolve("lib/spark"))).isEqualTo(SPARK);
  }

  @Test
  void rnnSparkPassesItsArgumentsToSparkSubmit() throws Exception {
    assumeTrue(SPARK, "built without -Pspark");
    Path spark = Files.createDirectories(folder.resolve("my spark/bin")).getParent();
    Path submit = spark.resolve("bin/spark-submit");
    Files.writeString(submit, "#!/bin/sh\nfor each; do echo \"[$each]\"; done\nexit 3\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();

    Result result =
        run(
            place,
            Map.of("SPARK_HOME", spark.toString(), "SPARK_SUBMIT_OPTIONS", "--master local[2]"),
            home.resolve("bin/rnn-spark").toString(),
            "apply",
            "a run",
            "--data=*");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.out().lines())
        .startsWith("[--master]", "[local[2]]")
        .endsWith("[apply]", "[a run]", "[--data=*]")
        .hasSize(6)
        .anyMatch(line -> line.matches("\\[.*/lib/spark/rnn-spark-.*-submit\\.jar]"));
  }

  @Test
  void missingSparkIsReported() throws Exception {
    assumeTrue(SPARK, "built without -Pspark");
    String launcher = home.resolve("bin/rnn-spark").toString();

    Result unset = run(place, Map.of("SPARK_HOME", ""), launcher, "--help");
    Result wrong = run(place, Map.of("SPARK_HOME", folder.toString()), launcher, "--help");

    assertThat(unset.exitCode()).isEqualTo(1);
    assertThat(unset.err()).contains("SPARK_HOME is not set. Set it to the folder of Apache Spark");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("which has no bin/spark-submit. Set it to the folder");
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
    for (String text :
        "EPL-2.0 GPL-3.0 GCC-exception-3.1 LGPL-2.1 MIT BSD-3-Clause 0BSD".split(" ", -1)) {
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
  void copyrightOfEachPackageOfJavaScriptIsNamed() throws Exception {
    String copyrights = Files.readString(home.resolve("licenses/copyrights.md"));
    int packages = 0;
    for (Path jar : jars()) {
      try (JarFile opened = new JarFile(jar.toFile())) {
        if (opened.stream().anyMatch(e -> e.getName().startsWith("META-INF/resources/webjars/"))) {
          String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
          assertThat(copyrights).contains("| " + name + " |");
          packages++;
        }
      }
    }
    assertThat(packages).isGreaterThan(20);
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
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
    assertThat(jars().stream().map(file -> file.getFileName().toString()).toList())
        .containsExactlyInAnyOrderElementsOf(named.stream().distinct().toList());
  }
}
