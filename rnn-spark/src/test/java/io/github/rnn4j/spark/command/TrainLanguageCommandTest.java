package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.charlm.model.LanguageModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainLanguageCommandTest {

  private static final String[] WORDS = {"the", "sea", "island", "captain", "was", "seen", "far"};

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 1500; line++) {
      for (int word = 0; word < 6; word++) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(word < 5 ? ' ' : '\n');
      }
    }
    Files.writeString(folder.resolve("island.txt"), text);
    Files.write(
        folder.resolve("latin.txt"),
        (text + "un caf\u00e9\n" + text).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static SparkProgram.Result train(String master, String data, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "rnn-charlm"));
    args.addAll(List.of("--data", folder.resolve(data).toString()));
    args.addAll(List.of("--runs", folder.resolve("runs").toString()));
    args.addAll(List.of("--hidden", "12", "--batch-size", "8"));
    args.addAll(List.of(more));
    return SparkProgram.run(master, args.toArray(String[]::new));
  }

  private static double nats(String run) {
    try (LanguageModel model = LanguageModel.open(folder.resolve("runs").resolve(run))) {
      return model.measure("the captain was far").nats();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--steps=20 --average-every=1, 1",
    "--steps=20 --average-every=5, 5",
    "--unit=line --average-every=5, 5l",
    "--steps=20 --tokens=word --average-every=5, 5w"
  })
  void theSameShardsGiveTheSameModelOnAnyClusterAndAfterAnInterruption(
      String options, String name) {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.addAll(List.of("--shards", "4", "--updates", "60", "--updates-per-epoch", "40"));
    String[] one = with(all, "--name", "one" + name);
    String[] stopped = with(all, "--name", "again" + name, "--max-updates", "3");

    SparkProgram.Result first = train("local[1]", "island.txt", one);
    SparkProgram.Result second = train("local[3]", "island.txt", stopped);
    SparkProgram.Result third =
        SparkProgram.run(
            "local[2]",
            "train",
            "rnn-charlm",
            "--resume",
            folder.resolve("runs").resolve("again" + name).toString());

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("rnn-charlm sample");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(third.exitCode()).as(third.err()).isZero();
    assertThat(third.out()).contains("Resuming after epoch 1, minibatch 3");
    assertThat(nats("again" + name)).isEqualTo(nats("one" + name)).isLessThan(3.5);
  }

  private static String[] with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aLineInAnotherEncodingIsNamedOrLeftOut() {
    SparkProgram.Result refused = train("local[2]", "latin.txt", "--name", "l", "--updates", "20");
    SparkProgram.Result skipped =
        train("local[2]", "latin.txt", "--name", "l", "--updates", "20", "--skip-bad");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("Line 1,501 of", "latin.txt is not UTF-8");
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.out()).contains("1 line is not UTF-8 and left out");
  }

  @Test
  void aReplacementCharacterIsUtf8() throws IOException {
    Path text = folder.resolve("replaced.txt");
    Files.writeString(text, "what is \uFFFD?\n" + Files.readString(folder.resolve("island.txt")));

    SparkProgram.Result result = train("local[2]", "replaced.txt", "--name=r", "--updates=5");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).doesNotContain("not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "island.txt, --order=streams, --order streams is not possible on a cluster",
    "island.txt, --split=none, Unknown option",
    "none.txt, --updates=5, There is no file or folder",
    "empty.txt, --updates=5, is empty",
    "short.txt, --updates=5, is too short",
    "island.txt, --shards=300, is too short to be divided into 300 shards"
  })
  void mistakesAreOneSentence(String data, String option, String message) throws IOException {
    Files.write(folder.resolve("empty.txt"), new byte[0]);
    Files.writeString(folder.resolve("short.txt"), "a short text\n");

    SparkProgram.Result result = train("local[2]", data, option);

    assertThat(result.exitCode()).isIn(1, 2);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
  }
}
