package io.github.rnn4j.run;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.ScriptedValidator;
import io.github.rnn4j.loop.TinyData;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.TrainingTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An epoch of the tiny data has three updates. */
class UpdatesCsvTest {

  private static final TrainingTotals TOTALS = new TrainingTotals(1, 4, 10, 2, 1, Map.of());

  @TempDir Path parent;
  private RunDirectory run;
  private Path file;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
    file = run.file(RunDirectory.UPDATES);
  }

  private static MinibatchEvent event(MinibatchEvent.Update... updates) {
    return new MinibatchEvent(1, TOTALS, TOTALS, List.of(updates));
  }

  private static MinibatchEvent.Update update(long number, double loss, double norm) {
    return new MinibatchEvent.Update(number, loss, norm);
  }

  @Test
  void hasARowForEachUpdateOfAMinibatch() {
    UpdatesCsv csv = new UpdatesCsv(run);

    csv.minibatch(event(update(1, 0.5, 3), update(2, 0.25, 1e-9)), null);
    csv.save(TrainingState.START, null);

    assertThat(file).hasContent("update,loss,gradient_norm\n1,0.5,3.0\n2,0.25,1.0E-9\n");
  }

  @Test
  void lossPerTokenIsThatOfTheTotals() {
    UpdatesCsv csv = UpdatesCsv.perToken(run);

    csv.minibatch(event(update(1, TOTALS.loss(), 3)), null);
    csv.save(TrainingState.START, null);

    assertThat(file).hasContent("update,loss,gradient_norm\n1," + TOTALS.lossPerToken() + ",3.0\n");
  }

  @Test
  void readsBackTheUpdatesOfOneTraining() throws IOException {
    Files.writeString(
        file,
        """
        member,fit,update,loss,gradient_norm
        1,training,1,0.5,3.5
        1,training,2,0.25,NaN
        10,training,1,0.75,4.5
        1,refit,1,0.125,5.5
        """);

    UpdatesCsv.Rows rows = UpdatesCsv.read(file, "1", "training");

    assertThat(rows.numbers()).containsExactly(1, 2);
    assertThat(rows.losses()).containsExactly(0.5, 0.25);
    assertThat(rows.gradientNorms()).containsExactly(3.5, Double.NaN);
    assertThat(UpdatesCsv.read(file, "2", "training").numbers()).isEmpty();
  }

  private TrainingState train(TrainingState from, MultiLayerNetwork network, UpdatesCsv csv) {
    TrainingState[] saved = new TrainingState[1];
    RunListener keeping =
        new RunListener() {
          @Override
          public void save(TrainingState state, RunControl control) {
            saved[0] = state;
          }
        };
    int epochs = from.epochs().size() + 1;
    new Training<>(
            network, Minibatches.of(TinyData.iterator()), new ScriptedValidator(0.5), ACCURACY)
        .resume(from, epochs, csv, keeping);
    return saved[0];
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  @Test
  void resumedRunContinuesWithTheNextNumberAndForgetsRowsThatWereNotSaved() throws IOException {
    MultiLayerNetwork network = TinyData.network();
    TrainingState saved = train(TrainingState.START, network, new UpdatesCsv(run));
    List<String> first = lines();
    Files.writeString(file, "4,0.5,0.5\n", StandardOpenOption.APPEND);

    train(saved, network, new UpdatesCsv(run));

    assertThat(lines().subList(0, 4)).isEqualTo(first);
    assertThat(UpdatesCsv.read(file).numbers()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(lines().get(4)).isNotEqualTo("4,0.5,0.5");
  }

  @Test
  void newRunForgetsAllRows() throws IOException {
    Files.writeString(file, "update,loss,gradient_norm\n1,7,7\n2,7,7\n");

    train(TrainingState.START, TinyData.network(), new UpdatesCsv(run));

    assertThat(UpdatesCsv.read(file).losses()).hasSize(3).doesNotContain(7);
  }

  @Test
  void trainingsThatShareTheFileKeepTheRowsOfTheOthersInPlace() throws IOException {
    UpdatesCsv one = new UpdatesCsv(run).with("member", "1").with("fit", "training");
    UpdatesCsv two = new UpdatesCsv(run).with("member", "2").with("fit", "training");
    train(TrainingState.START, TinyData.network(), one);
    train(TrainingState.START, TinyData.network(), two);
    List<String> both = lines();

    train(TrainingState.START, TinyData.network(), one);

    assertThat(both.get(0)).isEqualTo("member,fit,update,loss,gradient_norm");
    assertThat(both.subList(1, 7))
        .extracting(line -> line.substring(0, 13))
        .containsExactly(
            "1,training,1,",
            "1,training,2,",
            "1,training,3,",
            "2,training,1,",
            "2,training,2,",
            "2,training,3,");
    assertThat(lines()).isEqualTo(both);
  }

  @Test
  void runOfAVersionWithoutNormsGetsEmptyOnes() throws IOException {
    MultiLayerNetwork network = TinyData.network();
    TrainingState saved = train(TrainingState.START, network, new UpdatesCsv(run));
    Files.writeString(file, "update,loss\n1,0.5\n2,0.25\n3,0.125\n");
    assertThat(UpdatesCsv.read(file).gradientNorms()).containsOnly(Double.NaN);

    train(saved, network, new UpdatesCsv(run));

    assertThat(lines().subList(0, 4))
        .containsExactly("update,loss,gradient_norm", "1,0.5,", "2,0.25,", "3,0.125,");
    double[] norms = UpdatesCsv.read(file).gradientNorms();
    assertThat(norms).hasSize(6).startsWith(Double.NaN, Double.NaN, Double.NaN);
    assertThat(norms[3]).isPositive();
  }

  @Test
  void runOfAVersionWithoutTheFileGetsTheRowsFromNowOn() throws IOException {
    MultiLayerNetwork network = TinyData.network();
    TrainingState saved = train(TrainingState.START, network, new UpdatesCsv(run));
    Files.delete(file);

    train(saved, network, new UpdatesCsv(run));

    assertThat(UpdatesCsv.read(file).numbers()).containsExactly(4, 5, 6);
  }

  @Test
  void fileOfAnotherRunIsRefused() throws IOException {
    MultiLayerNetwork network = TinyData.network();
    TrainingState saved = train(TrainingState.START, network, new UpdatesCsv(run));
    Files.writeString(file, "update,loss,gradient_norm\n1,0.5,1\n2,0.25,1\n");

    assertThatThrownBy(() -> train(saved, network, new UpdatesCsv(run)))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "ends with update 2, but the checkpoint was taken after update 3", "train again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "epoch,loss\n1,2\n", "member,fit,update,loss\n"})
  void fileWithOtherColumnsIsRefused(String text) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> UpdatesCsv.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is not a file of updates");
  }

  @Test
  void wordInPlaceOfANumberIsNamed() throws IOException {
    Files.writeString(file, "update,loss,gradient_norm\n1,many,1\n");

    assertThatThrownBy(() -> UpdatesCsv.read(file))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("\"many\" is not a number");
  }
}
