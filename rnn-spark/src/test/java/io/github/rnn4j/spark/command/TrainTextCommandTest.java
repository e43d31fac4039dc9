package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.model.TextClassifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTextCommandTest {

  private static final List<String> SMALL =
      List.of("--embedding", "8", "--hidden", "8", "--dense", "0", "--batch-size", "8");

  @TempDir private static Path folder;
  private static List<String> texts;

  @BeforeAll
  static void write() throws IOException {
    Random random = new Random(1);
    List<String> good = List.of("wonderful", "charming", "superb");
    List<String> bad = List.of("dull", "boring", "awful");
    List<String> rest = List.of("film", "story", "actor", "the", "a", "plot");
    texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> words = new ArrayList<>();
      for (int word = 0; word < 3 + random.nextInt(10); word++) {
        words.add(rest.get(random.nextInt(rest.size())));
      }
      words.add((i % 2 == 0 ? good : bad).get(random.nextInt(3)));
      words.add("number" + i % 37);
      texts.add(String.join(" ", words));
    }
    StringBuilder csv = new StringBuilder("id;review;sentiment\n");
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      String label = i % 2 == 0 ? "pos" : "neg";
      csv.append("%d;\"%s; or\nso\";%s%n".formatted(i, texts.get(i), label));
      json.append("{\"text\": \"%s\", \"label\": \"%s\"}%n".formatted(texts.get(i), label));
      Path file = folder.resolve("folders").resolve(label).resolve(i + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, texts.get(i));
    }
    Files.writeString(folder.resolve("reviews.csv"), csv);
    Files.writeString(folder.resolve("reviews.jsonl"), json);
  }

  private static SparkProgram.Result train(String master, String data, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "rnn-imdb"));
    args.addAll(List.of("--data", folder.resolve(data).toString()));
    args.addAll(List.of("--runs", folder.resolve("runs").toString()));
    args.addAll(SMALL);
    args.addAll(List.of("--epochs", "2"));
    args.addAll(List.of(more));
    return SparkProgram.run(master, args.toArray(String[]::new));
  }

  private static byte[] best(String run) throws IOException {
    return Files.readAllBytes(folder.resolve("runs").resolve(run).resolve("best.zip"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviews.csv", "reviews.jsonl", "folders"})
  void aRunOfTheClusterPredictsLikeAnyOther(String data) {
    String name = data.replace('.', '-');

    SparkProgram.Result result =
        train("local[2]", data, "--name", name, "--learning-rate", "0.02", "--average-every", "2");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("2 classes: neg, pos", "Test results on", "rnn-imdb predict")
        .doesNotContain("Report:");
    try (TextClassifier classifier = TextClassifier.open(folder.resolve("runs").resolve(name))) {
      assertThat(classifier.predict("a superb film").label()).isEqualTo("pos");
      assertThat(classifier.predict("the story of a dull actor").label()).isEqualTo("neg");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3"})
  void theSameShardsGiveTheSameNetworkOnAnyClusterAndAfterAnInterruption(String averageEvery)
      throws IOException {
    String[] options = {"--shards", "4", "--average-every", averageEvery, "--dropout", "0.3"};
    String one = "one" + averageEvery;
    String resumed = "resumed" + averageEvery;

    SparkProgram.Result first = train("local[1]", "reviews.jsonl", with(options, "--name", one));
    SparkProgram.Result second =
        train("local[3]", "reviews.jsonl", with(options, "--name", resumed, "--max-updates", "2"));
    SparkProgram.Result third =
        SparkProgram.run(
            "local[2]",
            "train",
            "rnn-imdb",
            "--resume",
            folder.resolve("runs").resolve(resumed).toString());

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.out()).contains("rnn-spark train rnn-imdb --resume");
    assertThat(third.exitCode()).as(third.err()).isZero();
    assertThat(third.out()).contains("Resuming after epoch 1, minibatch 2");
    try (TextClassifier expected = TextClassifier.open(folder.resolve("runs").resolve(one));
        TextClassifier again = TextClassifier.open(folder.resolve("runs").resolve(resumed))) {
      assertThat(again.predict(texts)).isEqualTo(expected.predict(texts));
    }
    assertThat(best(resumed)).hasSameSizeAs(best(one));
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void rowsThatCannotBeUsedAreNamedByFileAndLine() throws IOException {
    String json = Files.readString(folder.resolve("reviews.jsonl"));
    List<String> lines = new ArrayList<>(json.lines().toList());
    lines.add(7, "{\"text\": \"cut off");
    lines.add(20, "{\"text\": \"no label here\"}");
    Files.write(folder.resolve("bad.jsonl"), lines);

    SparkProgram.Result refused = train("local[2]", "bad.jsonl", "--name", "bad");
    SparkProgram.Result skipped = train("local[2]", "bad.jsonl", "--name", "bad", "--skip-bad");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .containsPattern("[Ll]ine (8|21) of .*bad.jsonl ")
        .contains("and 1 other")
        .contains("--skip-bad");
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.out()).contains("2 bad rows are left out");
  }

  @Test
  void aDamagedFileIsNamedOrLeftOut() throws IOException {
    Path shards = Files.createDirectories(folder.resolve("shards.jsonl"));
    List<String> lines = Files.readString(folder.resolve("reviews.jsonl")).lines().toList();
    Files.write(shards.resolve("a.jsonl"), lines.subList(0, 300));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(String.join("\n", lines.subList(300, 400)).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = zipped.toByteArray();
    Files.write(shards.resolve("b.jsonl.gz"), Arrays.copyOf(bytes, bytes.length / 2));

    SparkProgram.Result refused = train("local[2]", "shards.jsonl", "--name", "gz");
    SparkProgram.Result skipped = train("local[2]", "shards.jsonl", "--name", "gz", "--skip-bad");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("b.jsonl.gz is damaged", "--skip-bad");
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.out()).contains("1 damaged file is left out: b.jsonl.gz");
  }

  @ParameterizedTest
  @CsvSource({
    "none.csv, --patience=1, There is no file or folder",
    "empty.csv, --patience=1, is empty",
    "reviews.tar.gz, --patience=1, unpack it",
    "odd [1].csv, --patience=1, which Spark takes for a pattern",
    "columns.csv, --patience=1, CSV header does not conform to the schema",
    "reviews.csv, --label-column=stars, has no column 'stars'; its columns are",
    "reviews.csv, --shards=0, --shards is 0",
    "reviews.csv, --average-every=0, --average-every is 0",
    "reviews.csv, --members=2, Unknown option",
    "reviews.csv, --from=x, Unknown option",
    "reviews.csv, --average-every=1 --shards=3, --shards"
  })
  void mistakesAreOneSentence(String data, String options, String message) throws IOException {
    Files.write(folder.resolve("empty.csv"), new byte[0]);
    Files.writeString(folder.resolve("odd [1].csv"), "text,label\na,b\n");
    Path folderOfTables = Files.createDirectories(folder.resolve("columns.csv"));
    Files.writeString(folderOfTables.resolve("a.csv"), "id,text,label\n1,good,yes\n2,bad,no\n");
    Files.writeString(folderOfTables.resolve("b.csv"), "id,label,text\n1,yes,good\n");
    Files.write(folder.resolve("reviews.tar.gz"), new byte[] {31, -117, 8});

    SparkProgram.Result result = train("local[2]", data, options.split(" "));

    assertThat(result.exitCode()).isIn(1, 2);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
  }
}
