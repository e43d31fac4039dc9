package io.github.rnn4j.charlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.datasets.text.SyntheticText;
import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  @Test
  void eachBeatsTheOneBeforeOnText() {
    List<BaselineResult> table = table(new SyntheticText(60_000, 1).read(), 6);

    assertThat(table)
        .extracting(BaselineResult::name)
        .containsExactly("uniform", "unigram", "Kneser-Ney, order 6", "xz");
    assertThat(table.get(1).bitsPerToken()).isLessThan(table.get(0).bitsPerToken() - 0.5);
    assertThat(table.get(2).bitsPerToken()).isLessThan(table.get(1).bitsPerToken() - 2);
    assertThat(table.get(3).bitsPerToken()).isBetween(0.5, 3.0);
    assertThat(table).allMatch(result -> result.seconds() >= 0);
  }

  @Test
  void noiseCannotBePredicted() {
    int[] noise = new Random(1).ints(40_000, 0, 16).toArray();

    List<BaselineResult> table =
        new Baselines(Arrays.copyOf(noise, 30_000), 16, 3, token -> true)
            .measure(Arrays.copyOfRange(noise, 30_000, 40_000));

    assertThat(table.get(0).bitsPerToken()).isCloseTo(4, within(1e-12));
    assertThat(table).allMatch(result -> result.bitsPerToken() > 3.999);
    assertThat(table.get(1).bitsPerToken()).isLessThan(4.01);
  }

  @Test
  void repeatedTextCostsXzAlmostNothing() {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(20_000, 'a', 'z' + 1).forEach(c -> text.append((char) c));

    double again = Xz.bitsPerCharacter(text.toString(), text.toString());
    double other = Xz.bitsPerCharacter("", text.toString());

    assertThat(again).isLessThan(0.05);
    // log2 26 = 4.70
    assertThat(other).isBetween(4.7, 5.0);
    assertThatIllegalArgumentException().isThrownBy(() -> Xz.bitsPerCharacter("a", ""));
  }

  /**
   * Uses the real novel if the system property rnn4j.data or the variable RNN4J_DATA names its
   * folder.
   */
  @Test
  void theNovelsFiguresAreTheRecordedOnes() {
    String folder = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(folder != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path file = Path.of(folder, "mysterious-island", "1268-0.txt");
    assumeTrue(Files.exists(file), "there is no " + file);

    List<BaselineResult> table = table(PlainText.at(file).read(), 9);

    assertThat(table.get(0).bitsPerToken()).isCloseTo(6.3219, within(1e-4));
    assertThat(table.get(1).bitsPerToken()).isCloseTo(4.4483, within(1e-4));
    assertThat(table.get(2).bitsPerToken()).isCloseTo(1.7149, within(1e-4));
    assertThat(table.get(3).bitsPerToken()).isCloseTo(2.133, within(0.01));
  }

  /** Trained on the first nine tenths, measured on the last twentieth. */
  private static List<BaselineResult> table(String text, int order) {
    int held = text.length() / 20;
    List<String> characters = new CharacterTokenizer().tokenize(text);
    Vocabulary vocabulary =
        Vocabulary.builder(Set.of())
            .count(characters)
            .sortedByCodePoint()
            .build(VocabularyLimits.NONE);
    int[] tokens = vocabulary.encode(characters);
    List<BaselineResult> table =
        new ArrayList<>(
            new Baselines(
                    Arrays.copyOf(tokens, tokens.length - 2 * held),
                    vocabulary.size(),
                    order,
                    token -> true)
                .measure(Arrays.copyOfRange(tokens, tokens.length - held, tokens.length)));
    table.add(
        Baselines.xz(
            text.substring(0, text.length() - 2 * held), text.substring(text.length() - held)));
    return table;
  }
}
