package io.github.rnn4j.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine that the results were measured on.
 *
 * @param processor model name
 * @param cores cores that processes may use
 * @param instructions the relevant vector instructions that it has
 * @param java version and name of the Java virtual machine
 * @param system operating system
 */
record Machine(String processor, int cores, String instructions, String java, String system) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final List<String> VECTOR = List.of("avx", "avx2", "fma", "avx512f", "amx_tile");

  static Machine current() throws IOException {
    List<String> lines = Files.exists(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    Set<String> flags =
        Arrays.stream(field(lines, "flags").split(" ", -1)).collect(Collectors.toSet());
    return new Machine(
        field(lines, "model name"),
        Runtime.getRuntime().availableProcessors(),
        VECTOR.stream().filter(flags::contains).collect(Collectors.joining(", ")),
        System.getProperty("java.version") + " " + System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String field(List<String> cpuInfo, String name) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith(name))
        .flatMap(line -> Stream.of(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse("unknown");
  }

  @Override
  public String toString() {
    return "%s, %d cores, %s; Java %s; %s".formatted(processor, cores, instructions, java, system);
  }
}
