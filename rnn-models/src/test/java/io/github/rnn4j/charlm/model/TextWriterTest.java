package io.github.rnn4j.charlm.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.stateful.NetworkSteps;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class TextWriterTest {

  private static final DataConfig LINES =
      new DataConfig("-", Unit.LINE, Tokens.CHARACTER, 0, 0, Split.HELD_OUT, false);

  /** A network that would nearly always begin another line. */
  @Test
  void theBeginningOfALineIsNeverDrawn() {
    Vocabulary vocabulary =
        Vocabulary.builder(LINES.specials()).count(List.of("a", "b")).build(VocabularyLimits.NONE);
    Preset small = Preset.SMALL;
    CharlmConfig config =
        new CharlmConfig(LINES, small.config().network(), small.config().training());
    MultiLayerNetwork network = LanguageNetwork.plain(config, vocabulary.size());
    network.params().assign(0);
    network.getOutputLayer().getParam("b").putScalar(vocabulary.index(SpecialToken.BEGIN), 20);
    TextWriter writer =
        new TextWriter(new TextEncoder(LINES, vocabulary), NetworkSteps.of(network, 1));

    for (int seed = 0; seed < 20; seed++) {
      Sampler sampler = new Sampler(SamplingOptions.PLAIN, seed);
      TextWriter.Request request = new TextWriter.Request("a", 50, "");
      assertThat(writer.write(request, sampler::next, piece -> {})).matches("[ab]*");
    }
  }
}
