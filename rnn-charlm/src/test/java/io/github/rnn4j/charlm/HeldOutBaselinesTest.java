package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.charlm.baseline.KneserNey;
import io.github.rnn4j.datasets.DataCache;
import io.github.rnn4j.datasets.DownloadProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutBaselinesTest {

  /** That each name begins is given; its letters and its end are predicted. */
  @Test
  void theBitsOfNamesAreSpreadOverWhatIsPredicted(@TempDir Path folder) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      names.append((char) ('a' + i % 10)).append((char) ('a' + i / 10)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("names.txt"), names);
    DataConfig config =
        new DataConfig(file.toString(), Unit.LINE, Tokens.CHARACTER, 0, 0, Split.HELD_OUT);
    DataCache cache = new DataCache(folder.resolve("cache"), true, DownloadProgress.SILENT);
    Corpus corpus = Corpus.load(config, cache, InputStream.nullInputStream());
    int[] test = joined(corpus.test());

    List<BaselineResult> results = HeldOutBaselines.of(config, corpus, corpus.test());

    // <bos> a b <eos>, five times: 20 tokens, 15 of them predicted
    assertThat(test).hasSize(20);
    double perToken =
        new KneserNey(joined(corpus.train()), corpus.vocabulary().size(), 9).bitsPerToken(test);
    assertThat(results)
        .extracting(BaselineResult::name)
        .containsExactly("uniform", "unigram", "Kneser-Ney, order 9");
    assertThat(results.get(2).bitsPerToken()).isCloseTo(perToken * 19 / 15, within(1e-9));
  }

  private static int[] joined(Part part) {
    return part.sequences().stream().flatMapToInt(IntStream::of).toArray();
  }

  @Test
  void aNetworkThatIsBeatenIsSaidToBe() {
    List<BaselineResult> baselines =
        List.of(new BaselineResult("uniform", 5, 0), new BaselineResult("Kneser-Ney", 2, 0));

    assertThat(
            HeldOutBaselines.describe(
                baselines, LanguageFigures.of(9, 3 * Math.log(2)), "character"))
        .last()
        .asString()
        .isEqualTo("the network does NOT predict better than Kneser-Ney");
    assertThat(
            HeldOutBaselines.describe(baselines, LanguageFigures.of(9, Math.log(2)), "character"))
        .last()
        .asString()
        .contains("better than each");
  }
}
