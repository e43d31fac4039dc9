package io.github.rnn4j.spark.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.loop.RunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two threads as executors; the run is that of the example {@code serve}. */
class SavedRunTest {

  private static final Path REVIEWS =
      Path.of("..", "examples", "serve", "src", "test", "resources", "reviews");

  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> texts(List<String> texts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(RowFactory.create(i, texts.get(i)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(3);
  }

  @Test
  void textsAreClassifiedAsOnOneMachine() {
    List<String> texts =
        IntStream.range(0, 1200)
            .mapToObj(i -> (i % 2 == 0 ? "a wonderful film" : "a dull story").repeat(1 + i % 7))
            .toList();
    List<Prediction> expected;
    try (TextClassifier classifier = TextClassifier.open(REVIEWS)) {
      expected = classifier.predict(texts);
    }

    List<Row> rows =
        SavedRun.ship(spark, REVIEWS).classify(texts(texts), "text").orderBy("id").collectAsList();

    assertThat(rows).hasSize(1200);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Prediction one = expected.get(i);
      assertThat(row.<String>getAs("class")).isEqualTo(one.label());
      assertThat(row.<Double>getAs("probability")).isEqualTo(one.probabilities().get(one.label()));
      assertThat(row.<String, Double>getJavaMap(row.fieldIndex("probabilities")))
          .isEqualTo(one.probabilities());
      assertThat(row.<String>getAs(SavedRun.REASON)).isNull();
    }
  }

  @Test
  void aRowWithoutTextHasAReason() {
    List<String> texts = new ArrayList<>(List.of("a film", "", "b"));
    texts.add(null);

    List<Row> rows =
        SavedRun.ship(spark, REVIEWS).classify(texts(texts), "text").orderBy("id").collectAsList();

    assertThat(rows)
        .extracting(row -> row.getAs(SavedRun.REASON))
        .containsExactly(null, null, null, "the text is null");
    assertThat(rows.get(3).<String>getAs("class")).isNull();
    assertThat(rows.get(1).<String>getAs("class")).isNotNull();
  }

  @Test
  void wrongColumnsAreNamedBeforeTheJobStarts() {
    SavedRun run = SavedRun.ship(spark, REVIEWS);
    Dataset<Row> texts = texts(List.of("a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.classify(texts, "review"))
        .withMessage("There is no column 'review'; the columns are [id, text]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.classify(texts, "id"))
        .withMessage("The column 'id' has the type int; it must be string");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.classify(texts.withColumnRenamed("id", "class"), "text"))
        .withMessageContaining("There is a column 'class' already");
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> SavedRun.ship(spark, Path.of("src")));
  }

  @Test
  void theStateOfAdamStaysBehind() throws Exception {
    ShippedRun shipped = ShippedRun.of(REVIEWS);

    assertThat(shipped.size()).isLessThan((int) (0.6 * Files.size(REVIEWS.resolve("best.zip"))));
  }
}
