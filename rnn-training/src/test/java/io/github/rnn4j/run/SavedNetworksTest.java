package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors only; {@link CheckpointsTest} checks that the networks are those that were saved. */
class SavedNetworksTest {

  @TempDir Path parent;
  private RunDirectory run;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
  }

  @Test
  void missingNetworkIsNamed() {
    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("best.zip is missing in " + run.folder(), "train again");
  }

  @ParameterizedTest
  @CsvSource({
    "best.zip, use last.zip of the run",
    "last.zip, train again",
  })
  void damagedNetworkIsAnErrorThatSaysWhatElseThereIs(String name, String advice)
      throws IOException {
    Files.writeString(run.file(name), "PK");

    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, name))
        .isInstanceOf(RunException.class)
        .hasCauseInstanceOf(ModelException.class)
        .hasMessageContainingAll(run.file(name).toString(), "is not a complete zip file", advice);
  }
}
