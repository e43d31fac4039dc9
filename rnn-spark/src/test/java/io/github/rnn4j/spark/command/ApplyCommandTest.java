package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyCommandTest {

  private static final String REVIEWS = "../examples/serve/src/test/resources/reviews";

  private static final String STORES = "src/test/resources/runs/stores";

  @TempDir private static Path folder;
  private static Path table;

  @BeforeAll
  static void begin() throws IOException {
    table = folder.resolve("reviews.csv");
    Files.writeString(
        table, "id,text\n1,a wonderful film\n2,\"a \"\"dull\"\" film,\nand long\"\n3,\n");
  }

  private static SparkProgram.Result run(String... args) {
    return SparkProgram.run("local[2]", args);
  }

  private static String written(Path result) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(result)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  @Test
  void aTableIsClassified() throws IOException {
    Path out = folder.resolve("classified.jsonl");

    SparkProgram.Result result =
        run("apply", REVIEWS, "--data", table.toString(), "--out", out.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(written(out).lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"id\":\"1\"", "\"class\":\"", "\"probabilities\":{\"negative\":"))
        .anySatisfy(line -> assertThat(line).contains("a \\\"dull\\\" film,\\nand long"))
        .anySatisfy(line -> assertThat(line).contains("\"reason\":\"the text is null\""));
  }

  @Test
  void anExistingResultIsReplacedOnlyIfAsked() throws IOException {
    Path out = Files.createDirectories(folder.resolve("exists.csv"));
    String[] command = {"apply", REVIEWS, "--data", table.toString(), "--out", out.toString()};

    SparkProgram.Result refused = run(command);
    SparkProgram.Result replaced =
        run(Stream.concat(Stream.of(command), Stream.of("--overwrite")).toArray(String[]::new));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("already exists. Choose another --out, or add --overwrite");
    assertThat(replaced.exitCode()).as(replaced.err()).isZero();
    assertThat(written(out)).contains("id,text,class,probability,reason");
  }

  @Test
  void aMalformedLineIsARowWithAReason() throws IOException {
    Path json = folder.resolve("malformed.jsonl");
    Files.writeString(json, "{\"text\":\"a film\"}\n{\"text\":\"a fil\n{\"text\":\"b\"}\n");
    Path csv = folder.resolve("malformed.csv");
    Files.writeString(csv, "id,text\n1,a film\n2,a film, and long\n3\n");
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");

    SparkProgram.Result ofJson = run("apply", REVIEWS, "--data=" + json, "--out=" + first);
    SparkProgram.Result ofCsv = run("apply", REVIEWS, "--data=" + csv, "--out=" + second);

    assertThat(ofJson.exitCode()).as(ofJson.err()).isZero();
    assertThat(written(first).lines()).hasSize(3);
    assertThat(written(first))
        .contains("{\"reason\":\"the line is malformed: {\\\"text\\\":\\\"a fil\"}");
    assertThat(ofCsv.exitCode()).as(ofCsv.err()).isZero();
    assertThat(written(second).lines()).hasSize(3);
    assertThat(written(second))
        .contains("{\"id\":\"2\",\"reason\":\"the line is malformed: 2,a film, and long\"}")
        .contains("{\"id\":\"3\",\"reason\":\"the line is malformed: 3\"}")
        .doesNotContain("_malformed");
  }

  @Test
  void theTableIsNeverReplaced() throws IOException {
    Path data = Files.createDirectories(folder.resolve("kept.csv"));
    Path part = Files.writeString(data.resolve("part.csv"), "text\na\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), data);

    for (Path out : List.of(data, link, data.resolve("result.csv"))) {
      SparkProgram.Result refused =
          run("apply", REVIEWS, "--data=" + data, "--out=" + out, "--overwrite");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("would replace or become a part of the table");
    }
    SparkProgram.Result refused =
        run("apply", REVIEWS, "--data=" + data + "/*.csv", "--out=" + data, "--overwrite");
    assertThat(refused.err()).contains("would replace");
    assertThat(part).hasContent("text\na\n");
  }

  @Test
  void emptyTablesAndFilesAreToldApart() throws IOException {
    Path header = Files.writeString(folder.resolve("header.csv"), "id,text\n");
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    Path noJson = Files.writeString(folder.resolve("no.jsonl"), "one\ntwo\n");
    Path out = folder.resolve("nothing.csv");

    SparkProgram.Result ofHeader = run("apply", REVIEWS, "--data=" + header, "--out=" + out);
    SparkProgram.Result ofEmpty =
        run("apply", REVIEWS, "--data=" + empty, "--out=" + folder.resolve("e.csv"));
    SparkProgram.Result ofNoJson =
        run("apply", REVIEWS, "--data=" + noJson, "--out=" + folder.resolve("e.csv"));

    assertThat(ofHeader.exitCode()).as(ofHeader.err()).isZero();
    assertThat(written(out)).isEqualToIgnoringNewLines("id,text,class,probability,reason");
    assertThat(ofEmpty.exitCode()).isEqualTo(1);
    assertThat(ofEmpty.err()).contains("empty.csv is empty");
    assertThat(ofNoJson.exitCode()).isEqualTo(1);
    assertThat(ofNoJson.err()).contains("No line of").contains("no.jsonl is a JSON object");
  }

  @Test
  void seriesAreForecast() throws IOException {
    StringBuilder rows = new StringBuilder("month;store;sales\n");
    for (int t = 0; t < 40; t++) {
      rows.append("%02d/%d;new;%d%n".formatted(1 + t % 12, 2010 + t / 12, 20 + t % 12));
    }
    Path data = Files.writeString(folder.resolve("sales.csv"), rows + "05/2013;new\n");
    Path out = folder.resolve("forecasts.csv");

    SparkProgram.Result result =
        run("apply", STORES, "--data=" + data, "--separator=;", "--steps=2", "--out=" + out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(written(out))
        .contains("series,step,time,variable,median,low50,high50,low90,high90,reason")
        .contains("new,1,05/2013,sales,")
        .contains("new,2,06/2013,sales,")
        .contains("the line is malformed: 05/2013;new");
  }

  @ParameterizedTest
  @CsvSource({
    "REVIEWS, --steps=3, --steps has no effect with a run of rnn-imdb",
    "STORES, --text-column=text, --text-column has no effect with a run of rnn-timeseries",
    "STORES, --steps=0, --steps is 0; it must be from 1 to 100000"
  })
  void optionsOfOtherProgramsAreRefused(String run, String option, String message) {
    SparkProgram.Result result =
        run(
            "apply",
            run.equals("REVIEWS") ? REVIEWS : STORES,
            "--data=" + table,
            "--out=" + folder.resolve("o.csv"),
            option);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "src, reviews.csv, o.csv, text, run.json is missing in src",
    "REVIEWS, reviews.xls, o.csv, text, --data is",
    "REVIEWS, reviews.csv, o.txt, text, --out is",
    "REVIEWS, none.csv, o.csv, text, none.csv",
    "REVIEWS, reviews.csv, o.csv, body, There is no column 'body'"
  })
  void mistakesAreNamed(String run, String data, String out, String column, String message) {
    SparkProgram.Result result =
        run(
            "apply",
            run.equals("REVIEWS") ? REVIEWS : run,
            "--data",
            folder.resolve(data).toString(),
            "--out",
            folder.resolve(out).toString(),
            "--text-column",
            column);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains(message).doesNotContain("at org.apache");
  }

  @ParameterizedTest
  @CsvSource({
    "local[*], false, true",
    "spark://localhost:7077, false, true",
    "spark://127.0.0.1:7077, false, true",
    "spark://head:7077, true, true",
    "spark://head:7077, false, false",
    "'spark://localhost:7077,head:7077', false, false",
    "'spark://localhost:7077,127.0.0.1:7078', false, true",
    "spark://localhost.evil.example:7077, false, false",
    "yarn, false, true"
  })
  void anOpenClusterOnOtherMachinesIsRefused(
      String master, boolean authenticates, boolean allowed) {
    Throwable refused = null;
    try {
      Cluster.requireAuthentication(master, authenticates);
    } catch (RuntimeException cause) {
      refused = cause;
    }

    if (allowed) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused).hasMessageContaining("spark.authenticate");
    }
  }
}
