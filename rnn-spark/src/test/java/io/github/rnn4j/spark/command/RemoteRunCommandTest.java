package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs at the address of a file system, which is that of this machine. */
class RemoteRunCommandTest {

  @TempDir private static Path folder;
  private static List<String> texts;

  @BeforeAll
  static void write() throws IOException {
    texts = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      texts.add((i % 2 == 0 ? "a superb film " : "a dull story ") + "number" + i);
      json.append("{\"text\": \"%s\", \"label\": \"%d\"}%n".formatted(texts.get(i), i % 2));
    }
    Files.writeString(folder.resolve("reviews.jsonl"), json);
  }

  private static SparkProgram.Result run(String... args) {
    return SparkProgram.run("local[2]", args);
  }

  private static SparkProgram.Result train(String runs, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "rnn-imdb", "--shards", "2"));
    args.addAll(List.of("--data", folder.resolve("reviews.jsonl").toString()));
    args.addAll(List.of("--embedding", "8", "--hidden", "8", "--dense", "0"));
    args.addAll(List.of("--batch-size", "8", "--average-every", "2", "--epochs", "2"));
    args.addAll(List.of("--runs", runs));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private static String address(String name) {
    return "file:" + folder.resolve(name);
  }

  @Test
  void aRunAtAnAddressIsTheSameAsALocalOneAlsoAfterAnInterruption() throws IOException {
    SparkProgram.Result local = train(folder.resolve("local").toString(), "--name", "reviews");
    SparkProgram.Result first = train(address("remote"), "--name", "reviews", "--max-updates", "2");
    SparkProgram.Result second =
        run("train", "rnn-imdb", "--json", "--resume", address("remote/reviews"));
    SparkProgram.Result applied =
        run(
            "apply",
            address("remote/reviews"),
            "--data",
            folder.resolve("reviews.jsonl").toString(),
            "--out",
            folder.resolve("applied.jsonl").toString());

    assertThat(local.exitCode()).as(local.err()).isZero();
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("The run is saved in " + address("remote/reviews"))
        .contains("rnn-spark train rnn-imdb --resume " + address("remote/reviews"))
        .contains("rnn-spark apply " + address("remote/reviews"))
        .doesNotContain("rnn4j-run");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err()).contains("Resuming after").doesNotContain("rnn4j-run");
    assertThat(second.out()).contains("\"run\":\"" + address("remote/reviews") + "\"");
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    try (TextClassifier expected = TextClassifier.open(folder.resolve("local/reviews"));
        TextClassifier actual = TextClassifier.open(folder.resolve("remote/reviews"));
        Stream<Path> files = Files.list(folder.resolve("remote/reviews"))) {
      assertThat(actual.predict(texts)).isEqualTo(expected.predict(texts));
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(RunDirectory.PROVENANCE, RunDirectory.LEARNING_CURVE)
          .filteredOn(name -> name.startsWith("."))
          .containsExactly(".files");
    }
  }

  @Test
  void helpMentionsAddresses() {
    assertThat(run("train", "rnn-charlm", "--help").out()).contains("hdfs://namenode/runs");
  }

  @Test
  void errorsNameTheAddress() throws IOException {
    train(address("errors"), "--name", "done", "--max-updates", "1");
    SparkProgram.Result taken = train(address("errors"), "--name", "done");
    Files.writeString(folder.resolve("errors/done/.driver"), "machine7, process 1, since today");
    SparkProgram.Result locked = run("train", "rnn-imdb", "--resume", address("errors/done"));

    Files.delete(folder.resolve("errors/done/.driver"));
    Files.writeString(folder.resolve("errors/done/config.json"), "{");
    SparkProgram.Result damaged = run("train", "rnn-imdb", "--resume", address("errors/done"));

    for (SparkProgram.Result result : List.of(taken, locked, damaged)) {
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains(address("errors/done"))
          .doesNotContain("\tat ", "rnn4j-run");
    }
    assertThat(locked.err()).contains("machine7, process 1, since today", "/done/.driver");
    assertThat(damaged.err()).contains(address("errors/done/config.json"));
    assertThat(folder.resolve("errors/done/.driver")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "train rnn-imdb --resume file:/no/such/run, There is no folder file:/no/such/run.",
    "train rnn-imdb --resume nosuch://x/run, No FileSystem for scheme",
    "train rnn-charlm --data x --runs nosuch://x/runs, No FileSystem for scheme",
    "apply file:/no/such/run --data a.csv --out b.csv, There is no folder file:/no/such/run.",
    "forecast --series s --run file:/no/run --data a.csv --out b.csv, There is no folder file:/no/run."
  })
  void mistakesAreOneSentence(String args, String message) {
    SparkProgram.Result result = run(args.split(" "));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.err().lines().filter(line -> !line.isBlank())).hasSize(1);
  }
}
