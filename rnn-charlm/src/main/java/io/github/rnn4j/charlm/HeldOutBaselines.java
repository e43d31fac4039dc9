package io.github.rnn4j.charlm;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.charlm.baseline.Baselines;
import io.github.rnn4j.charlm.baseline.KneserNey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What simpler models, trained on the same part, make of a part that was held out. */
final class HeldOutBaselines {
  /** Of the Kneser-Ney model: as far back as it gains, words sooner than characters. */
  private static final int CHARACTERS = 9;

  private static final int WORDS = 5;

  private HeldOutBaselines() {}

  /** Trains them on the training part; {@code xz} for unbroken text of characters alone. */
  static List<BaselineResult> of(DataConfig config, Corpus corpus, Part heldOut) {
    boolean characters = config.tokens() == Tokens.CHARACTER;
    List<BaselineResult> results =
        new ArrayList<>(
            Baselines.measure(
                joined(corpus.train()),
                joined(heldOut),
                corpus.vocabulary().size(),
                order(config),
                heldOut.predictions()));
    if (characters && config.unit() == Unit.TEXT) {
      results.add(Baselines.xz(corpus.train().text(), heldOut.text()));
    }
    return results;
  }

  /**
   * The network and the Kneser-Ney model as one, on the test part of an unbroken text; their
   * weights are chosen on the validation part.
   *
   * @param test surprises of the network on the test part
   */
  static Together together(LanguageModel model, Corpus corpus, double[] test) {
    KneserNey counts =
        Baselines.kneserNey(
            joined(corpus.train()), corpus.vocabulary().size(), order(model.config().data()));
    int[] validation = joined(corpus.validation());
    Interpolation both =
        Interpolation.fitted(
            model.textMeasure().surprises(validation), counts.surprises(validation));
    double nats = both.nats(test, counts.surprises(joined(corpus.test())));
    return new Together(both.weight(), nats / Math.log(2));
  }

  /**
   * A network and an n-gram model, interpolated.
   *
   * @param networkWeight the share of the network, 0 to 1
   * @param bitsPerToken on the test part
   */
  record Together(double networkWeight, double bitsPerToken) {}

  private static int order(DataConfig config) {
    return config.tokens() == Tokens.CHARACTER ? CHARACTERS : WORDS;
  }

  /** All sequences in one; that {@code <bos>} follows {@code <eos>} costs a model nothing. */
  private static int[] joined(Part part) {
    return part.sequences().stream().flatMapToInt(IntStream::of).toArray();
  }

  /** A line for each, and whether the network is better than all of them. */
  static List<String> describe(
      List<BaselineResult> baselines, LanguageFigures network, String unit) {
    List<String> lines = new ArrayList<>();
    for (BaselineResult baseline : baselines) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %.4f bits per %s",
              baseline.name(),
              baseline.bitsPerToken(),
              unit));
    }
    List<String> better =
        baselines.stream()
            .filter(baseline -> baseline.bitsPerToken() <= network.bits())
            .map(BaselineResult::name)
            .toList();
    lines.add(
        better.isEmpty()
            ? "the network predicts better than each of them"
            : "the network does NOT predict better than " + String.join("; ", better));
    return lines;
  }
}
