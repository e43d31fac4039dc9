package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on texts of a user's own, with three classes. */
class OwnTextsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] SMALL = {
    "--embedding=8",
    "--hidden=8",
    "--dense=8",
    "--epochs=6",
    "--dropout=0",
    "--min-count=1",
    "--learning-rate=0.02",
    "--batch-size=8"
  };

  @TempDir static Path folder;
  private static String run;
  private static String printed;

  private static String table(String... animals) {
    return "body,who,author\n"
        + IntStream.range(0, 40 * animals.length)
            .mapToObj(
                i -> {
                  String animal = animals[i % animals.length];
                  String said = animal.replaceAll("\\W", "");
                  return "\"The %s, no. %d, is a \"\"%s\"\".\",%s,author %d\n"
                      .formatted(said, i, said, animal, i / 12);
                })
            .collect(Collectors.joining());
  }

  private static String train(String name, Path data, String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "train",
                "--data=" + data,
                "--text-column=body",
                "--label-column=who",
                "--runs=" + folder.resolve("runs"),
                "--name=" + name));
    for (String option : SMALL) {
      String start = option.substring(0, option.indexOf('=') + 1);
      if (List.of(more).stream().noneMatch(given -> given.startsWith(start))) {
        args.add(option);
      }
    }
    args.addAll(List.of(more));
    CommandRun trained = CommandRun.of(args.toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    printed = trained.out();
    return folder.resolve("runs").resolve(name).toString();
  }

  @BeforeAll
  static void train() throws IOException {
    Path data = Files.writeString(folder.resolve("animals.csv"), table("cat", "<b>dog</b>", "eel"));
    run = train("animals", data);
  }

  @Test
  void theReadingAndTheClassesAreTold() {
    assertThat(TextClassifier.open(Path.of(run)).classes().names())
        .containsExactly("<b>dog</b>", "cat", "eel");
    assertThat(TextClassifier.open(Path.of(run)).config().data().tokenizer()).isEqualTo("text");
  }

  @Test
  void eachClassIsLearnt() {
    List<Prediction> predictions =
        TextClassifier.open(Path.of(run))
            .predict(List.of("The cat is a cat.", "The eel is a eel."));

    assertThat(predictions).extracting(Prediction::label).containsExactly("cat", "eel");
    assertThat(predictions.get(0).probabilities().values().stream().mapToDouble(p -> p).sum())
        .isBetween(0.999, 1.001);
  }

  @Test
  void aRunOfAClusterIsNotTestedOnTextsThatItWasTrainedOn() throws IOException {
    Path data = Files.writeString(folder.resolve("parted.csv"), table("cat", "eel"));
    Path others = Files.writeString(folder.resolve("others.csv"), table("eel", "cat"));
    String ofCluster = train("of-cluster", data, "--epochs=1");
    RunDirectory.open(Path.of(ofCluster)).writeJson(RunDirectory.CLUSTER, Map.of("shards", 2));

    for (List<String> command :
        List.of(
            List.of("evaluate", ofCluster),
            List.of("evaluate", ofCluster, "--part=train"),
            List.of("evaluate", ofCluster, "--data=" + data),
            List.of("report", ofCluster))) {
      CommandRun refused = CommandRun.of(command.toArray(String[]::new));
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .contains("was trained on a cluster", "so its test set cannot be found here")
          .doesNotContain("\tat ");
    }
    CommandRun resumed = CommandRun.of("train", "--resume=" + ofCluster);
    CommandRun ofAll = CommandRun.of("evaluate", ofCluster, "--part=all");
    CommandRun ofOthers = CommandRun.of("evaluate", ofCluster, "--data=" + others);

    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.err())
        .contains("Resume it there:", "rnn-spark train rnn-imdb --resume " + ofCluster);
    assertThat(List.of(ofAll.exitCode(), ofOthers.exitCode())).as(ofOthers.err()).containsOnly(0);
    assertThat(ofAll.err()).contains("this machine cannot tell");
    assertThat(ofOthers.out()).contains("80 texts").doesNotContain("was trained on");
  }

  @Test
  void evaluateNamesLabelsThatTheNetworkDoesNotKnow() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.csv"),
            "body,who\na cat,cat\na fox,fox\nan eel,eel\na fox again,fox\n");

    CommandRun text = CommandRun.of("evaluate", run, "--data=" + other);
    CommandRun json = CommandRun.of("evaluate", run, "--data=" + other, "--json");

    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("other.csv: comma-separated, with a header, UTF-8")
        .contains("other.csv, all data, 2 texts:", "macro F1")
        .contains("Left out: 2 texts with a label that the network does not know: 'fox' (2).");
    JsonNode result = JSON.readTree(json.out());
    assertThat(result.at("/unknownLabels/fox").asInt()).isEqualTo(2);
    assertThat(result.get("figures").isNull()).isTrue();
    assertThat(result.at("/classFigures/confusion")).hasSize(3);
  }

  @Test
  void evaluateWithoutAnyKnownLabelIsAnError() throws IOException {
    Path other = Files.writeString(folder.resolve("none.csv"), "body,who\na,fox\nb,hen\n");

    CommandRun none = CommandRun.of("evaluate", run, "--data=" + other);

    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("no label that the network knows", "fox, hen", "cat, eel");
  }

  @Test
  void aWholeFileIsPredictedWithAllItsColumns() throws IOException {
    Path texts =
        Files.writeString(folder.resolve("new.csv"), "id;body\n7;\"a cat; a cat\"\n8;  \n9;eel\n");
    Path out = folder.resolve("out.csv");

    CommandRun csv = CommandRun.of("predict", run, "--data=" + texts, "--out=" + out, "--top=2");
    CommandRun again = CommandRun.of("predict", run, "--data=" + texts, "--out=" + out);
    CommandRun json = CommandRun.of("predict", run, "--data=" + texts, "--json");

    assertThat(csv.exitCode()).as(csv.err()).isZero();
    assertThat(csv.out()).contains("2 texts predicted", "1 empty text");
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0)).isEqualTo("id,body,predicted,probability,predicted_2,probability_2");
    assertThat(lines.get(1)).startsWith("7,a cat; a cat,cat,0.");
    assertThat(lines.get(2)).isEqualTo("8,  ,,,,");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("out.csv exists");
    JsonNode first = JSON.readTree(json.out().lines().findFirst().orElseThrow());
    assertThat(first.get("id").asText()).isEqualTo("7");
    assertThat(first.get("predicted").asText()).isEqualTo("cat");
    assertThat(first.get("probabilities")).hasSize(3);
  }

  @Test
  void theNameOfAFileGetsAHint() {
    String file = folder.resolve("animals.csv").toString();

    CommandRun predicted = CommandRun.of("predict", run, file);

    assertThat(predicted.exitCode()).isZero();
    assertThat(predicted.err()).contains("is also the name of a file", "--data " + file);
  }

  @Test
  void severalProbableClassesAreShown() {
    CommandRun predicted = CommandRun.of("predict", run, "--top=2", "a cat");

    assertThat(predicted.out()).containsPattern("cat 0\\.\\d{3}, \\S+ 0\\.\\d{3} {2}a cat");
  }

  @Test
  void theReportShowsNamesAndTextsAsTheyAreWritten() throws IOException {
    String html = Files.readString(Path.of(run, RunDirectory.REPORT));
    Document page = Jsoup.parse(html);

    assertThat(page.select("nav a").eachText())
        .contains("Classes", "Confusion matrix", "Calibration")
        .doesNotContain("Thresholds");
    assertThat(page.select("b")).isEmpty();
    assertThat(page.text()).contains("<b>dog</b>", "text from column 'body'");
  }

  @Test
  void otherClassesGetANewOutputLayer() throws IOException {
    Path data = Files.writeString(folder.resolve("birds.csv"), table("hen", "owl"));

    String birds = train("birds", data, "--from=" + run, "--learning-rate=0.00001", "--epochs=1");

    assertThat(printed)
        .contains("knows other classes (<b>dog</b>, cat, eel), so the output layer is new")
        .contains("classes: hen and owl; the positive one is owl, --positive chooses another");
    assertThat(TextClasses.of(RunDirectory.open(Path.of(birds))).names())
        .containsExactly("hen", "owl");
  }

  @Test
  void textsOfAGroupStayInOneSet() throws IOException {
    CommandRun checked =
        CommandRun.of(
            "check",
            "--json",
            "--data=" + folder.resolve("animals.csv"),
            "--text-column=body",
            "--label-column=who",
            "--group=author");

    assertThat(checked.exitCode()).as(checked.err()).isZero();
    JsonNode found = JSON.readTree(checked.out());
    assertThat(found.get("reading").asText()).contains("group from column 'author'");
    DataConfig data =
        Preset.STANDARD.config().data().with(folder.resolve("animals.csv").toString(), 0);
    DataConfig grouped =
        ConfigOptions.with(
                Preset.STANDARD.config().withData(data),
                Map.of("--text-column", "body", "--label-column", "who", "--group", "author"))
            .data();
    ImdbData split = ImdbData.load(grouped, 1, null);
    Set<String> trained = groups(split.train());
    assertThat(split.train().size()).isLessThan(120);
    assertThat(groups(split.validation())).isNotEmpty().doesNotContainAnyElementsOf(trained);
    assertThat(groups(split.test())).isNotEmpty().doesNotContainAnyElementsOf(trained);
    assertThat(groups(split.test())).doesNotContainAnyElementsOf(groups(split.validation()));
  }

  private static Set<String> groups(List<LabelledText> texts) {
    return texts.stream().map(LabelledText::group).collect(Collectors.toSet());
  }

  @Test
  void balancedClassesAreSavedWithTheirWeights() throws IOException {
    StringBuilder rare = new StringBuilder("body,who\n");
    for (int i = 0; i < 120; i++) {
      rare.append("text ").append(i).append(i % 6 == 0 ? " rare,rare\n" : " often,often\n");
    }
    Path data = Files.writeString(folder.resolve("rare.csv"), rare);

    String weighted = train("weighted", data, "--class-weights=balanced", "--positive=often");

    TextClasses classes = TextClasses.of(RunDirectory.open(Path.of(weighted)));
    assertThat(classes.names()).containsExactly("rare", "often");
    assertThat(classes.weights().get(0)).isGreaterThan(2 * classes.weights().get(1));
    CommandRun evaluated = CommandRun.of("evaluate", weighted);
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
  }
}
