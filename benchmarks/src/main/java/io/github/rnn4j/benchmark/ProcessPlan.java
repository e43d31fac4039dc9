package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.dl4j.Dl4jProcess;
import io.github.rnn4j.benchmark.work.MeasuringProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the measuring processes are started.
 *
 * @param module folder of the built module {@code benchmarks}
 * @param reviews file of real reviews; it need not exist
 */
record ProcessPlan(Path module, Path reviews) {
  private static final String MODULE_PROPERTY = "benchmarks.module";
  private static final String OPENMP_THREADS = "OMP_NUM_THREADS";
  private static final String PYTORCH_MAIN = "io.github.rnn4j.benchmark.pytorch.PytorchProcess";

  /** Plans with the module that Maven built and named in a system property. */
  static ProcessPlan ofThisBuild() {
    String module = System.getProperty(MODULE_PROPERTY);
    if (module == null) {
      throw new IllegalStateException(
          "System property %s is not set: start with ./mvnw -Pbenchmarks -pl benchmarks -am process-classes exec:java"
              .formatted(MODULE_PROPERTY));
    }
    Path target = Path.of(module, "target", "benchmarks");
    return new ProcessPlan(Path.of(module), target.resolve("reviews.txt"));
  }

  Path logs() {
    return module.resolve("target/benchmarks");
  }

  /** Returns the process of a peer, not yet started. */
  ProcessBuilder builder(PeerKind kind) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    ProcessBuilder builder = kind.isPytorch() ? pytorch(kind, cores) : dl4j(kind);
    builder.environment().remove(OPENMP_THREADS);
    if (kind.isDl4j()) {
      int threads = kind == PeerKind.DL4J_ONE ? 1 : cores;
      builder.environment().put(OPENMP_THREADS, Integer.toString(threads));
    }
    return builder;
  }

  private ProcessBuilder dl4j(PeerKind kind) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-Xmx3g", "--add-modules", "jdk.incubator.vector"));
    if (kind == PeerKind.RNN4J_ONE) {
      command.add("-Drnn4j.threads=1");
    }
    command.addAll(List.of("-cp", classPath(), Dl4jProcess.class.getName()));
    command.add(kind.isDl4j() ? "own" : "packed");
    return new ProcessBuilder(command);
  }

  /** Returns a Java command with this module's class path but without a main class. */
  List<String> javaWithClassPath() throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", classPath()));
    return command;
  }

  private String classPath() throws IOException {
    return module.resolve("target/classes") + File.pathSeparator + classPath(module);
  }

  private ProcessBuilder pytorch(PeerKind kind, int cores) throws IOException {
    Path pytorch = module.resolve("pytorch");
    String natives = pytorch.resolve("target/native").toString();
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Dorg.bytedeco.javacpp.pathsFirst=true",
            "-Djava.library.path=" + natives,
            "-cp",
            pytorch.resolve("target/classes") + File.pathSeparator + classPath(pytorch),
            PYTORCH_MAIN,
            kind == PeerKind.PYTORCH_PACKED ? "packed" : "padded",
            Integer.toString(cores)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LD_LIBRARY_PATH", natives);
    return builder;
  }

  private static String classPath(Path module) throws IOException {
    return Files.readString(module.resolve("target/classpath.txt")).strip();
  }

  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-D%s=%s".formatted(MeasuringProcess.REVIEWS, reviews));
  }
}
