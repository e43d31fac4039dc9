package io.github.rnn4j.imdb;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's mistake is reported in one sentence, with exit code 2 for usage and 1 for everything
 * else.
 */
class UserErrorTest {

  @TempDir static Path trained;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          train --no-such-option      | Unknown option: '--no-such-option'
          train --batch-size=0        | --batch-size is 0; it must be from 1 to 65536
          train --learning-rate=0     | --learning-rate is 0.0; it must be above 0 and at most 1
          train --dropout=NaN         | --dropout is NaN; it must be from 0 to 0.9
          train --cell=tree           | 'tree' is not one of lstm, gru, elman
          train --preset=perfect      | 'perfect' is not one of demo, standard, best, book
          train --max-vocabulary=2    | --max-vocabulary is 2; it must be from 3
          train --clip=norm           | 'norm' is not one of global, layer, value
          train --clip-threshold=-1   | --clip-threshold is -1.0; it must be from 0 to 1000000
          train --clip-norm=5         | --clip-norm is now --clip-threshold, and --clip says what it limits
          train --clip=value --clip-threshold=0 | --clip has no effect here; nothing is clipped: add --clip-threshold
          train --epochs=many         | 'many' is not an int
          train --tokenizer=words     | No tokenizer is named "words"; known names: [review, text, book, character, word]
          evaluate                    | Missing required parameter: 'RUN'
          evaluate r --part=half      | 'half' is not one of test, validation, train, all
          predict r                   | There is nothing to predict
          predict r a --data=b        | --data and texts on the command line cannot be combined
          predict r a --out=b         | --out has no effect here
          predict r a --top=0         | --top is 0; it must be 1 or more
          train --data=a --separator=ab | --separator is 'ab'; it must be one character
          train --data=a --encoding=latin-x | --encoding is 'latin-x', which Java does not know
          train --text-column=a       | --text-column has no effect here; the data 'synthetic' has a format of its own
          predcit r                   | Did you mean: rnn-imdb predict
          """)
  void wrongUsageEndsWithTwoAndSaysWhatIsLegal(String line, String message) {
    CommandRun run = CommandRun.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message, "--help").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void unknownDataNameListsTheKnownOnes() {
    assertFails(train("--data=sythetic"), "'sythetic'", "synthetic, imdb");
  }

  @Test
  void emptyFileIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.tsv"));

    assertFails(train("--data=" + file), "empty.tsv is empty");
  }

  @Test
  void partWithoutOneOfTheClassesIsNamed() throws IOException {
    String negative =
        IntStream.range(0, 30).mapToObj(i -> "neg\tbad " + i + "\n").collect(joining());
    Path file = Files.writeString(folder.resolve("own.tsv"), "pos\tgood\n" + negative);

    assertFails(
        train("--data=" + file),
        "own.tsv: the validation set (5 texts) has no text of class 'pos'",
        "add more texts of this class");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void partThatIsEmptyIsNamed() throws IOException {
    String text = "pos\tgood\n".repeat(10) + "neg\tbad\n".repeat(10); // No group fits in a fifth.
    Path file = Files.writeString(folder.resolve("own.tsv"), text);

    assertFails(train("--data=" + file), "own.tsv", "set (0 texts)", "differ from each other");
  }

  @Test
  void truncatedArchiveIsNamed() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(noise);
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = Files.write(folder.resolve("aclImdb_v1.tar.gz"), half);

    assertFails(
        train("--data=" + file), "aclImdb_v1.tar.gz", "cannot be read to the end", "truncated");
  }

  @Test
  void offlineWithoutTheDataSaysWhereToFetchThem() {
    assertFails(
        train("--data=imdb", "--offline", "--cache=" + folder.resolve("cache")),
        "https://ai.stanford.edu",
        "cache");
  }

  @Test
  void limitBeyondTheDataSaysHowManyThereAre() {
    assertFails(train("--limit=1000000"), "a balanced sample can have up to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data=sythetic", "--input=one-hot --batch-size=4000"})
  void failedRunLeavesNoDirectoryBehind(String options) {
    CommandRun run = train(options.split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void runOfTheSameNameIsNotOverwrittenUnlessAsked() throws IOException {
    Path file = folder.resolve("runs/a/notes.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");

    assertFails(train("--limit=20", "--epochs=1"), "not empty");
    assertFails(train("--limit=20", "--epochs=1", "--overwrite"), "not empty"); // It is no run.
    assertThat(file).hasContent("mine");

    CommandRun.train(folder.resolve("runs"), "b");
    Path config = folder.resolve("runs/b").resolve(RunDirectory.CONFIG);
    String older = Files.readString(config);

    assertFails(
        CommandRun.train(folder.resolve("runs"), "b", "--seed=2"), "There is already a run in");
    assertThat(config).hasContent(older);
    CommandRun replaced = CommandRun.train(folder.resolve("runs"), "b", "--seed=2", "--overwrite");
    assertThat(replaced.exitCode()).as(replaced.err()).isZero();
    assertThat(Files.readString(config)).isNotEqualTo(older);
  }

  @Test
  void oneHotOfALargeVocabularyNamesTheMemoryAndTheWayOut() {
    assertFails(
        train("--input=one-hot", "--batch-size=4000", "--limit=0"),
        "MB",
        "--max-vocabulary",
        "--input embedding");
  }

  @Test
  void missingOrForeignRunDirectoryIsNamed() {
    assertFails(CommandRun.of("predict", folder.resolve("none").toString(), "x"), "none");
    assertFails(CommandRun.of("evaluate", folder.toString()), RunDirectory.RUN);
  }

  @ParameterizedTest
  @CsvSource({"config.json", "vocabulary.json", "best.zip"})
  void damagedFileOfARunIsNamed(String name) throws IOException {
    Path file = copyOfTheRun().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertFails(CommandRun.of("predict", folder.toString(), "x"), name);
  }

  @Test
  void vocabularyOfAnotherRunIsRefused() throws IOException {
    Path file = copyOfTheRun().resolve(RunDirectory.VOCABULARY);
    Vocabulary other =
        Vocabulary.builder(DataConfig.SPECIALS)
            .count(List.of("good", "bad"))
            .build(VocabularyLimits.NONE);
    try (OutputStream out = Files.newOutputStream(file)) {
      other.writeTo(out);
    }

    assertFails(
        CommandRun.of("predict", folder.toString(), "x"), "do not belong together", "4 tokens");
  }

  /** In {@code folder}; the run is trained once for all tests. */
  private Path copyOfTheRun() throws IOException {
    if (!Files.exists(trained.resolve("a"))) {
      CommandRun.train(trained, "a");
    }
    for (String name :
        List.of(
            RunDirectory.RUN, RunDirectory.CONFIG, RunDirectory.VOCABULARY, RunDirectory.BEST)) {
      Files.copy(trained.resolve("a").resolve(name), folder.resolve(name));
    }
    return folder;
  }

  private CommandRun train(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "train";
    args[1] = "--runs=" + folder.resolve("runs");
    args[2] = "--name=a";
    System.arraycopy(options, 0, args, 3, options.length);
    return CommandRun.of(args);
  }

  private static void assertFails(CommandRun run, String... words) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
  }
}
