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
  private static final List<String> OPENBLAS_SETTINGS =
      List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");
  private static final String PACKAGE = "io.github.rnn4j.benchmark.";
  private static final String PYTORCH_MAIN = PACKAGE + "pytorch.PytorchProcess";
  private static final String ONEDNN_MAIN = PACKAGE + "onednn.OneDnnProcess";
  private static final String ONNX_RUNTIME_MAIN = PACKAGE + "onnxruntime.OnnxRuntimeProcess";

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
    ProcessBuilder builder =
        switch (kind) {
          case RNN4J, RNN4J_ONE, DL4J_ONE, DL4J_ALL -> dl4j(kind);
          case PYTORCH_PACKED, PYTORCH_PADDED -> pytorch(kind, cores);
          case PYTORCH_NEWEST -> newestPytorch(cores);
          case ONEDNN -> library("onednn", ONEDNN_MAIN, cores);
          case ONNX_RUNTIME -> library("onnxruntime", ONNX_RUNTIME_MAIN, cores);
        };
    builder.environment().remove(OPENMP_THREADS);
    if (kind.isDl4j() || kind == PeerKind.ONEDNN) {
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

  /** Runs the code of the module {@code pytorch} on the class path of {@code pytorch-newest}. */
  private ProcessBuilder newestPytorch(int cores) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-Xmx1g", "-cp", classPath(module.resolve("pytorch-newest"))));
    command.addAll(List.of(PYTORCH_MAIN, "padded", Integer.toString(cores)));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Set on some machines for the older OpenBLAS of ND4J; they would slow down this one.
    OPENBLAS_SETTINGS.forEach(builder.environment()::remove);
    return builder;
  }

  private ProcessBuilder library(String folder, String main, int cores) throws IOException {
    Path peer = module.resolve(folder);
    List<String> command = new ArrayList<>(java());
    command.add("-Xmx1g");
    command.add("-cp");
    command.add(peer.resolve("target/classes") + File.pathSeparator + classPath(peer));
    command.addAll(List.of(main, Integer.toString(cores)));
    return new ProcessBuilder(command);
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
