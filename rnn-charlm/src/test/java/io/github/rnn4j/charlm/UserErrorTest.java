package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake is reported with the value, the allowed range and what to do. */
class UserErrorTest {

  @TempDir static Path runs;

  private static String run;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    CommandRun trained = CommandRun.train(runs, "tiny", "--updates=1");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    run = runs.resolve("tiny").toString();
  }

  private static void assertMisused(CommandRun used, String... words) {
    assertThat(used.exitCode()).as(used.err()).isEqualTo(2);
    assertThat(used.err()).contains(words).contains("--help").doesNotContain("\tat ");
    assertThat(used.out()).isEmpty();
  }

  private static void assertFailed(CommandRun used, String... words) {
    assertThat(used.exitCode()).as(used.err()).isEqualTo(1);
    assertThat(used.err()).contains(words).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--updates=0 | --updates is 0; it must be from 1 to 10000000",
        "--hidden=5000 | --hidden is 5000; it must be from 1 to 4096",
        "--dropout=1 | --dropout is 1.0; it must be from 0 to 0.9",
        "--learning-rate=0 | --learning-rate is 0.0; it must be above 0 and at most 1",
        "--cell=rnn | 'rnn' is not one of lstm, gru, elman",
        "--limit=5 | --limit is 5; it must be 20 or more",
        "--max-vocabulary=3 | --max-vocabulary is 3; it must be from 5 to",
        "--preset=large | 'large' is not one of small, book, dinos, best"
      })
  void valueOutOfItsRangeNamesOptionAndRange(String option, String message) {
    assertMisused(CommandRun.of("train", option), message);
  }

  @Test
  void aRunOfAClusterIsNotTestedOnTextThatItWasTrainedOn() {
    assertThat(CommandRun.train(runs, "cluster", "--updates=1").exitCode()).isZero();
    RunDirectory ofCluster = RunDirectory.open(runs.resolve("cluster"));
    ofCluster.writeJson(RunDirectory.CLUSTER, Map.of("shards", 2));

    for (String command : List.of("evaluate", "report", "heat-map")) {
      assertFailed(
          CommandRun.of(command, ofCluster.folder().toString()),
          "was trained on a cluster",
          "so its test set cannot be found here");
    }
    assertFailed(
        CommandRun.of("train", "--resume=" + ofCluster.folder()),
        "rnn-spark train rnn-charlm --resume");
  }

  @Test
  void primeWithUnknownCharactersListsThemAll() {
    assertMisused(
        CommandRun.of("sample", run, "--prime=The \u00e9\u20ac and \u00e9"),
        "--prime: '\u00e9', '\u20ac' are not in the");
  }

  @Test
  void emptyPrimeIsAnErrorWhereTheNetworkHasNoBeginning() {
    assertMisused(CommandRun.of("sample", run, "--prime="), "--prime", "at least one token");
  }

  @Test
  void scaleAndTemperatureExcludeEachOther() {
    assertMisused(
        CommandRun.of("sample", run, "--scale=2", "--temperature=1"), "--scale and --temperature");
  }

  @ParameterizedTest
  @CsvSource({
    "--scale=0,--scale is 0",
    "--temperature=-1,--temperature is -1",
    "--top-p=2,--top-p is 2",
    "--top-k=-1,--top-k is -1"
  })
  void samplingOutOfItsRangeNamesTheValue(String option, String words) {
    assertMisused(CommandRun.of("sample", run, option), words);
  }

  @Test
  void lengthOutOfItsRangeNamesTheRange() {
    assertMisused(
        CommandRun.of("sample", run, "--length=0"), "--length is 0; it must be from 1 to 10000000");
    assertMisused(
        CommandRun.of("sample", run, "--candidates=0"),
        "--candidates is 0; it must be from 1 to 1000");
  }

  @ParameterizedTest
  @CsvSource({
    "--unit=line,--steps=20",
    "--unit=sentence,--order=windows",
    "--tokens=word,--embedding=20",
    "--unit=line,--max-vocabulary=50",
    "--optimizer=adam,--rmsprop-decay=0.99",
    "--clip-threshold=0,--clip=global",
    "--cell=lstm,--activation=tanh",
    "--cell=elman,--recurrence=hidden-to-hidden"
  })
  void optionThatWouldChangeNothingIsRefused(String option, String idle) {
    assertMisused(
        CommandRun.of("train", option, idle),
        idle.substring(0, idle.indexOf('=')) + " has no effect here");
  }

  @ParameterizedTest
  @CsvSource({
    "--cell=gru,--activation=relu,--activation is relu",
    "--cell=elman,--recurrence=output-to-hidden,--recurrence is output-to-hidden",
    "--cell=samediff-elman,--recurrent-dropout=0.2,--recurrent-dropout is 0.2",
    "--cell=elman,--activation=softmax,softmax"
  })
  void settingThatTheCellDoesNotHaveIsRefused(String cell, String option, String words) {
    assertMisused(CommandRun.of("train", cell, option), words);
  }

  @Test
  void minibatchThatNoArrayHoldsIsRefused() {
    assertFailed(
        CommandRun.of("train", "--batch-size=65536", "--steps=10000", "--runs=" + folder),
        "65,536 rows of 10,000 steps",
        "use a smaller --batch-size or --steps");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void partOfAnotherTextIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.txt"), "the island. ".repeat(100));

    assertFailed(
        CommandRun.of("evaluate", run, "--data=" + other, "--part=test"),
        "other.txt is not the text that the run",
        "was trained on");
    assertFailed(
        CommandRun.of("evaluate", run, "--data=x", "--part=test"),
        "There is no file or folder 'x'");
  }

  @Test
  void textThatWasMovedIsAskedForAndTaken() throws IOException {
    String text = "to be or not to be, ".repeat(150);
    Path file = Files.writeString(folder.resolve("here.txt"), text);
    CommandRun.train(folder, "moved", "--data=" + file, "--updates=1", "--schedule=constant");
    Path there = Files.move(file, folder.resolve("there.txt"));
    String moved = folder.resolve("moved").toString();

    for (String command : new String[] {"evaluate", "heat-map", "report"}) {
      assertFailed(
          CommandRun.of(command, moved),
          "was trained on " + file + ", which is not there",
          "add --data with its new path");
    }
    assertFailed(CommandRun.of("train", "--resume=" + moved), "add --data with its new path");
    assertThat(CommandRun.of("report", moved, "--data=" + there).exitCode()).isZero();
    CommandRun evaluated = CommandRun.of("evaluate", moved, "--part=test", "--data=" + there);
    assertThat(evaluated.out()).contains("there.txt, test set");
    CommandRun longer =
        CommandRun.of("train", "--resume=" + moved, "--updates=2", "--data=" + there);
    assertThat(longer.exitCode()).as(longer.err()).isZero();
  }

  @Test
  void textFromStandardInputIsAskedFor() {
    String text = "to be or not to be, ".repeat(150);
    CommandRun trained =
        CommandRun.withInput(
            text,
            "train",
            "--runs=" + folder,
            "--name=piped",
            "--data=-",
            "--updates=1",
            "--hidden=4",
            "--batch-size=8",
            "--steps=10");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    String piped = folder.resolve("piped").toString();

    assertFailed(
        CommandRun.of("evaluate", piped), "was trained on standard input, which is not kept");
    assertThat(CommandRun.withInput(text, "evaluate", piped).exitCode()).isZero();
  }

  @Test
  void missingFileNamesTheKnownTexts() {
    assertFailed(
        CommandRun.of("train", "--data=nowhere.txt"),
        "'nowhere.txt'",
        "synthetic, mysterious-island, dinos");
  }

  @Test
  void textThatIsNoUtf8NamesTheFile() throws IOException {
    Path file =
        Files.write(folder.resolve("latin.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertFailed(CommandRun.of("train", "--data=" + file), "latin.txt", "UTF-8");
  }

  @Test
  void textThatIsTooShortForASplitOrAMinibatchSaysWhatToDo() throws IOException {
    Path few = Files.writeString(folder.resolve("few.txt"), "abcab");
    Path some = Files.writeString(folder.resolve("some.txt"), "abcab".repeat(12));

    assertFailed(
        CommandRun.of("train", "--data=" + few, "--runs=" + folder), "few.txt", "--split none");
    assertFailed(
        CommandRun.of("train", "--data=" + some, "--order=windows", "--runs=" + folder),
        "some.txt",
        "fewer steps or a smaller batch");
    assertThat(folder).isDirectoryNotContaining(file -> Files.isDirectory(file));
  }

  @Test
  void evaluationOfUnknownCharactersListsThem() throws IOException {
    Path file = Files.writeString(folder.resolve("euro.txt"), "The \u20ac.");

    assertFailed(CommandRun.of("evaluate", run, "--data=" + file), "euro.txt", "'\u20ac' is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "T"})
  void textWithNothingToPredictIsMisused(String text) {
    assertMisused(
        CommandRun.of("heat-map", run, "--text=" + text), "--text: ", "at least two tokens");
  }

  @Test
  void heatMapOfAFileNamesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("euro.txt"), "The \u20ac.");

    assertFailed(CommandRun.of("heat-map", run, "--data=" + file), "euro.txt", "'\u20ac' is not");
  }

  @Test
  void textOfARunThatWasChangedIsNotShownAsHeldOut() throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), "to be or not to be, ".repeat(150));
    CommandRun trained = CommandRun.train(folder, "own", "--data=" + file, "--updates=1");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Files.writeString(file, "not to be or to be, ".repeat(150));

    for (String command : new String[] {"evaluate", "heat-map", "report"}) {
      assertFailed(
          CommandRun.of(command, folder.resolve("own").toString()),
          "own.txt",
          "or it has changed since",
          "not the one that was held out");
    }
  }

  @Test
  void folderThatIsNoRunIsNamed() {
    assertFailed(CommandRun.of("sample", folder.toString()), RunDirectory.RUN);
    assertFailed(CommandRun.of("evaluate", folder.resolve("no").toString()), "There is no folder");
  }

  @Test
  void filesOfTwoRunsInOneFolderAreRefused() throws IOException {
    CommandRun other = CommandRun.train(folder, "other", "--updates=1", "--tokens=word");
    assertThat(other.exitCode()).as(other.err()).isZero();
    Files.copy(
        Path.of(run).resolve(RunDirectory.VOCABULARY),
        folder.resolve("other").resolve(RunDirectory.VOCABULARY),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertFailed(
        CommandRun.of("sample", folder.resolve("other").toString()), "do not belong together");
  }

  @Test
  void configurationOfAnotherRunIsRefused() throws IOException {
    CommandRun other = CommandRun.train(folder, "other", "--updates=1");
    assertThat(other.exitCode()).as(other.err()).isZero();
    Path config = folder.resolve("other").resolve(RunDirectory.CONFIG);
    Files.writeString(config, Files.readString(config).replace("ONE_HOT", "EMBEDDING"));

    for (String command : new String[] {"sample", "evaluate", "heat-map"}) {
      String[] words = (command + " " + folder.resolve("other")).split(" ");
      assertFailed(
          CommandRun.of(words),
          "do not belong together",
          "config.json has input embedding, but the saved network has input one-hot");
    }
    assertFailed(
        CommandRun.of("train", "--resume=" + folder.resolve("other")),
        "do not belong together: config.json has network.input \"EMBEDDING\", but provenance.json,"
            + " written at the start of the run, has network.input \"ONE_HOT\". Restore files that"
            + " belong to the same run, or train again.");
  }

  @Test
  void networkOfAnotherSizeIsNotTrainedFurther() throws IOException {
    CommandRun sized = CommandRun.train(folder, "sized", "--updates=1", "--hidden=4");
    assertThat(sized.exitCode()).as(sized.err()).isZero();
    for (String file : new String[] {RunDirectory.CONFIG, RunDirectory.PROVENANCE}) {
      Path path = folder.resolve("sized").resolve(file);
      Files.writeString(path, Files.readString(path).replace("\"hidden\" : 4", "\"hidden\" : 9"));
    }

    CommandRun resumed = CommandRun.of("train", "--resume=" + folder.resolve("sized"));

    assertFailed(resumed, "do not belong together: layer recurrent1 of the saved network is ");
    assertThat(resumed.err())
        .containsPattern(
            "in, 4 out, \\d+ parameters\\), but it is \\w+ \\(\\d+ in, 9 out, \\d+"
                + " parameters\\) according to config.json. Restore files");
  }

  @Test
  void unitThatTheNetworkDoesNotHaveIsNamed() {
    assertMisused(
        CommandRun.of("heat-map", run, "--units=3,8"), "--units contains 8", "units 0 to 7");
  }

  @Test
  void everyCommandExplainsItselfOnStandardOutput() {
    for (String command : new String[] {"train", "check", "sample", "evaluate", "heat-map"}) {
      CommandRun help = CommandRun.of(command, "--help");

      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: rnn-charlm " + command, "--json");
      assertThat(help.err()).isEmpty();
    }
    assertThat(CommandRun.of("train", "--help").out())
        .contains("book:", "dinos:", "last 5 percent");
  }
}
