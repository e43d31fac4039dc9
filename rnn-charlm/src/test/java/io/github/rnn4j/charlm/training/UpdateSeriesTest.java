package io.github.rnn4j.charlm.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.List;
import java.util.stream.Stream;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateSeriesTest {

  /** A line of 20 characters has 21 steps, up to {@code <eos>}. */
  @ParameterizedTest
  @CsvSource({"ELMAN, 21", "SAMEDIFF_ELMAN, 22"})
  void lengthsAreRoundedUpOnlyForSameDiff(Cell cell, int steps) {
    DataConfig data = new DataConfig("-", Unit.LINE, Tokens.CHARACTER, 0, 0, Split.NONE, false);
    NetworkConfig network =
        new NetworkConfig(
            TokenInput.ONE_HOT,
            3,
            cell,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            1,
            4,
            0,
            0,
            OutputWeights.OWN);
    CharlmConfig config = new CharlmConfig(data, network, Preset.SMALL.config().training());
    List<List<Writable>> lines =
        Stream.of("ab", "ab".repeat(10)).map(line -> List.<Writable>of(new Text(line))).toList();
    Corpus corpus = Corpus.of("lines", new CollectionRecordReader(lines), data);

    UpdateSeries series = UpdateSeries.of(config, corpus, null);

    assertThat(series.section(0, 1).next().getFeatures().size(2)).isEqualTo(steps);
  }
}
