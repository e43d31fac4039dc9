package io.github.rnn4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something other than a file is in the place of a file of a run: nothing outside the run changes,
 * and every command ends in a result or a readable error. {@code -Drnn4j.fuzz.inputs=N} with N
 * above 4 tries every kind in every place; the fast suite tries one kind in each.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileRunTest {

  /** Names of files that a short run does not write, or no longer has at its end. */
  private static final List<String> MORE =
      List.of(
          ".lock",
          ".run.json.tmp",
          ".last.zip.tmp",
          "best-whole.zip",
          RunDirectory.TRIAL,
          RunDirectory.SHORTENED,
          RunDirectory.EXTENSIONS,
          RunDirectory.STARTED_FROM,
          RunDirectory.INITIAL,
          RunDirectory.STATISTICS);

  @TempDir private static Path trained;
  @TempDir private Path folder;

  /** What is in the place of a file. */
  private enum Kind {
    LINK,
    HARD_LINK,
    DANGLING_LINK,
    FOLDER,
    PIPE,
    ENDLESS_DEVICE
  }

  static Stream<Arguments> places() throws IOException {
    List<Arguments> places = new ArrayList<>();
    boolean all = Integer.getInteger("rnn4j.fuzz.inputs", 0) > 4;
    for (Program program : Program.values()) {
      program.train(trained);
      List<String> names = new ArrayList<>(MORE);
      Path run = trained.resolve(program.name());
      try (Stream<Path> files = Files.walk(run)) {
        files
            .filter(file -> !file.equals(run))
            .map(run::relativize)
            .forEach(f -> names.add(f + ""));
      }
      for (int i = 0; i < names.size(); i++) {
        Kind one = i % 2 == 0 ? Kind.LINK : Kind.values()[1 + i / 2 % (Kind.values().length - 1)];
        for (Kind kind : all ? List.of(Kind.values()) : List.of(one)) {
          places.add(Arguments.of(program, names.get(i), kind));
        }
      }
    }
    return places.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void nothingOutsideTheRunChanges(Program program, String name, Kind kind) throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Path missing = folder.resolve("missing");
    Path run = folder.resolve("run");
    copy(trained.resolve(program.name()), run);
    Path place = run.resolve(name);
    delete(place);
    switch (kind) {
      case LINK -> Files.createSymbolicLink(place, victim);
      case HARD_LINK -> Files.createLink(place, victim);
      case DANGLING_LINK -> Files.createSymbolicLink(place, missing);
      case FOLDER -> Files.createDirectory(place);
      case PIPE -> assertThat(new ProcessBuilder("mkfifo", place + "").start().waitFor()).isZero();
      case ENDLESS_DEVICE -> Files.createSymbolicLink(place, Path.of("/dev/zero"));
    }

    program.use(run);
    program.run(List.of("train", "--resume", run.toString()));

    assertThat(victim).hasContent("precious");
    assertThat(missing).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void delete(Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
