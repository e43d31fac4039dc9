package io.github.rnn4j.fuzz;

import static java.util.Comparator.reverseOrder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A run of a program that is trained once and whose parts can be replaced: its files, and the
 * entries of its zip files, named like {@code best.zip!configuration.json}.
 */
final class TinyRun {

  private static final Map<Program, TinyRun> TRAINED = new ConcurrentHashMap<>();

  private final Program program;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Path copy;

  private TinyRun(Program program) throws IOException {
    this.program = program;
    Path runs = Files.createTempDirectory("rnn-fuzz");
    program.train(runs);
    try (Stream<Path> all = Files.list(runs.resolve(program.name()))) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    copy = Files.createDirectory(runs.resolve("copy"));
  }

  static TinyRun of(Program program) {
    return TRAINED.computeIfAbsent(
        program,
        key -> {
          try {
            return new TinyRun(key);
          } catch (IOException cause) {
            throw new UncheckedIOException(cause);
          }
        });
  }

  /** Returns the parts that can be replaced, without pictures and pages, which are never read. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    files.forEach(
        (name, content) -> {
          if (!name.endsWith(".png") && !name.endsWith(".html")) {
            parts.add(name);
          }
          if (name.endsWith(".zip")) {
            unzipped(content).keySet().forEach(entry -> parts.add(name + "!" + entry));
          }
        });
    return parts;
  }

  byte[] content(String part) {
    Part place = Part.of(part);
    byte[] file = files.get(place.file());
    return place.entry().isEmpty() ? file : unzipped(file).get(place.entry());
  }

  /**
   * Uses the run with the content of one part replaced.
   *
   * @return the highest exit code
   */
  int useWith(String part, byte[] content) {
    return program.use(with(Map.of(part, content)));
  }

  /** Uses the run with one part replaced, with one of the commands. */
  int useWith(String part, byte[] content, int command) {
    return program.use(with(Map.of(part, content)), command);
  }

  /** Returns a folder with the run, some parts of which are replaced. */
  Path with(Map<String, byte[]> parts) {
    Map<String, byte[]> replaced = new LinkedHashMap<>(files);
    // An entry comes before its zip file, which may be replaced by something that is not one.
    SortedMap<String, byte[]> entriesFirst = new TreeMap<>(reverseOrder());
    entriesFirst.putAll(parts);
    entriesFirst.forEach(
        (part, content) -> {
          Part place = Part.of(part);
          replaced.compute(
              place.file(),
              (name, file) ->
                  place.entry().isEmpty() ? content : zippedWith(file, place.entry(), content));
        });
    try {
      try (Stream<Path> old = Files.walk(copy)) {
        for (Path file : old.filter(one -> !one.equals(copy)).sorted(reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      for (Map.Entry<String, byte[]> file : replaced.entrySet()) {
        Files.write(copy.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return copy;
  }

  private static Map<String, byte[]> unzipped(byte[] zip) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return entries;
  }

  private static byte[] zippedWith(byte[] zip, String name, byte[] content) {
    Map<String, byte[]> entries = unzipped(zip);
    entries.put(name, content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return bytes.toByteArray();
  }

  /** A file, or an entry of a zip file; the entry is empty for a whole file. */
  private record Part(String file, String entry) {
    static Part of(String name) {
      int mark = name.indexOf('!');
      return mark < 0
          ? new Part(name, "")
          : new Part(name.substring(0, mark), name.substring(mark + 1));
    }
  }
}
