package io.github.rnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4jBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ComputeDeviceTest {

  @TempDir private Path folder;

  @Test
  void lineNamesTheCpu() {
    assertThat(ComputeDevice.line())
        .isEqualTo("Device: CPU, cores: " + Runtime.getRuntime().availableProcessors());
  }

  @Test
  void lineNamesTheGpus() {
    Properties environment = new Properties();
    environment.put("backend", "CUDA");
    environment.put("cuda.devicesInformation", List.of(gpu("NVIDIA A100", 8, 40L << 30)));

    assertThat(ComputeDevice.line(environment))
        .isEqualTo("Device: GPU, NVIDIA A100 (compute capability 8.0, 40,960 MB)");
  }

  private static Map<String, Object> gpu(String name, int major, long memory) {
    return Map.of(
        "cuda.deviceName",
        name,
        "cuda.deviceMajor",
        major,
        "cuda.deviceMinor",
        0,
        "cuda.totalMemory",
        memory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libjnicudart.so: libcuda.so.1: cannot open shared object | the NVIDIA driver is missing (libcuda.so.1)",
        "libjnicudart.so: libcudart.so.11.0: cannot open shared | CUDA 11.6 is missing (libcudart.so.11.0)",
        "libcudnn.so.8: cannot open shared object file | cuDNN 8.3 is missing (libcudnn.so.8)",
        "RuntimeException: No CUDA devices were found in system | the NVIDIA driver found no GPU",
        "something else | something else"
      })
  void messageSaysWhatIsMissing(String printed, String said) {
    assertThat(ComputeDevice.withoutGpu(printed))
        .startsWith("ND4J cannot use a GPU: " + said + ". It needs")
        .endsWith("To continue on the CPU, run the same command without -Pcuda.");
  }

  /** A program with two commands; only the first names the device. */
  static final class Program {
    @Command(name = "rnn-test", mixinStandardHelpOptions = true)
    private static final class Commands {}

    @Command(name = "train")
    private record Train(Console console) implements Callable<Integer> {
      @Override
      public Integer call() {
        console.out().println(ComputeDevice.line());
        return 0;
      }
    }

    @Command(name = "predict")
    private record Predict(Console console) implements Callable<Integer> {
      @Override
      public Integer call() {
        console.out().println("predicted");
        return 0;
      }
    }

    public static void main(String[] args) {
      Application.main(
          console ->
              new CommandLine(new Commands())
                  .addSubcommand(new Train(console))
                  .addSubcommand(new Predict(console)),
          args);
    }
  }

  @Test
  void withoutADriverEveryCommandSaysWhatIsMissingAndEndsWithOne() throws Exception {
    Process process = withCudaBackend("predict");

    assertThat(text(process.getErrorStream()))
        .isEqualToIgnoringNewLines(
            "ND4J cannot use a GPU: the NVIDIA driver is missing (libcuda.so.1). It needs an NVIDIA"
                + " driver, CUDA 11.6 and cuDNN 8.3; docs/gpu.md says how to check them. To continue"
                + " on the CPU, run the same command without -Pcuda.");
    assertThat(text(process.getInputStream())).isEmpty();
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void helpNeedsNoDevice() throws Exception {
    Process process = withCudaBackend("--help");

    assertThat(text(process.getErrorStream())).isEmpty();
    assertThat(text(process.getInputStream())).contains("Usage: rnn-test");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void trainingWithoutAnyBackendSaysWhichToAdd() throws Exception {
    Process process = started(withoutNativeBackend(), "train");

    assertThat(text(process.getErrorStream()))
        .isEqualToIgnoringNewLines(
            "ND4J has no backend on the class path; add nd4j-native-platform for the CPU, or"
                + " nd4j-cuda-11.6-platform for a GPU.");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  /** Starts the program with a CUDA backend that finds no driver instead of the CPU's backend. */
  private Process withCudaBackend(String command) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.writeString(
        services.resolve(Nd4jBackend.class.getName()), JCublasBackend.class.getName());
    return started(folder + File.pathSeparator + withoutNativeBackend(), command);
  }

  private static String withoutNativeBackend() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> !Path.of(jar).getFileName().toString().matches("nd4j-native-\\d.*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Process started(String classPath, String command) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            Program.class.getName(),
            command)
        .start();
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }
}
