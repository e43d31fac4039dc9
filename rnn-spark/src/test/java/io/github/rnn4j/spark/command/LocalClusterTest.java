package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.model.TextClassifier;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two executors in processes of their own, one of which is killed. */
@Tag("slow")
class LocalClusterTest {

  private static final List<String> PROPERTIES =
      List.of("spark.home", "spark.test.home", "spark.testing", "spark.executor.extraClassPath");

  @TempDir private Path folder;

  @AfterEach
  void clear() {
    PROPERTIES.forEach(System::clearProperty);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void theNetworkIsTheSameAfterAnExecutorWasKilled() throws Exception {
    List<String> texts = write();
    SparkProgram.Result expected = train("local[1]", "one");
    String home = home().toString();
    System.setProperty("spark.home", home);
    System.setProperty("spark.test.home", home);
    System.setProperty("spark.testing", "true"); // keeps the folder "work" there
    System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));

    CompletableFuture<Long> killed = CompletableFuture.supplyAsync(this::killedExecutor);
    SparkProgram.Result result = train("local-cluster[2,1,1024]", "killed");

    assertThat(expected.exitCode()).as(expected.err()).isZero();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(killed.get()).isPositive();
    assertThat(result.out())
        .contains(expected.out().lines().filter(l -> l.startsWith("Texts:")).findFirst().get());
    try (TextClassifier one = TextClassifier.open(folder.resolve("runs").resolve("one"));
        TextClassifier other = TextClassifier.open(folder.resolve("runs").resolve("killed"))) {
      assertThat(other.predict(texts)).isEqualTo(one.predict(texts));
    }
  }

  private SparkProgram.Result train(String master, String name) {
    return SparkProgram.run(
        master,
        "train",
        "rnn-imdb",
        "--data",
        folder.resolve("texts.jsonl").toString(),
        "--runs",
        folder.resolve("runs").toString(),
        "--name",
        name,
        "--shards",
        "4",
        "--average-every",
        "2",
        "--epochs",
        "3",
        "--embedding",
        "8",
        "--hidden",
        "8",
        "--dense",
        "0",
        "--batch-size",
        "8");
  }

  private List<String> write() throws IOException {
    Random random = new Random(2);
    List<String> texts = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "good" : "bad");
      for (int word = 0; word < 5 + random.nextInt(30); word++) {
        text.append(" word").append(random.nextInt(500));
      }
      texts.add(text.toString());
      json.append("{\"text\": \"%s\", \"label\": \"%d\"}%n".formatted(text, i % 2));
    }
    Files.writeString(folder.resolve("texts.jsonl"), json);
    return texts;
  }

  /** Executors are started from a folder with Spark's jars. */
  private Path home() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("home").resolve("jars"));
    StringTokenizer entries =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      Path file = Path.of(entries.nextToken());
      if (file.getFileName().toString().endsWith(".jar")) {
        Files.createSymbolicLink(jars.resolve(file.getFileName()), file.toAbsolutePath());
      }
    }
    Path home = jars.getParent();
    Files.createDirectories(home.resolve("launcher/target/scala-2.13")); // says the version
    return home;
  }

  /** Waits until the training has begun, and kills an executor as {@code kill -9} does. */
  private long killedExecutor() {
    try {
      Path updates = folder.resolve("runs").resolve("killed").resolve("updates.csv");
      while (!Files.exists(updates) || Files.readAllLines(updates).size() < 5) {
        Thread.sleep(50);
      }
      ProcessHandle executor =
          ProcessHandle.current()
              .descendants()
              .filter(process -> process.info().command().orElse("").endsWith("java"))
              .findFirst()
              .orElseThrow();
      executor.destroyForcibly();
      return executor.pid();
    } catch (IOException | InterruptedException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
