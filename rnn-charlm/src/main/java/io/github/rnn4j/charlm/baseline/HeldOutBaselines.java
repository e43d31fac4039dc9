package io.github.rnn4j.charlm.baseline;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.text.SpecialToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What simpler models, trained on the same part, make of a part that was held out. */
public final class HeldOutBaselines {
  /** Of the Kneser-Ney model: as far back as it gains, words sooner than characters. */
  private static final int CHARACTERS = 9;

  private static final int WORDS = 5;

  private final DataConfig config;
  private final Corpus corpus;
  private final Baselines baselines;

  /** Baselines that learn from the training part, when they are first asked. */
  public HeldOutBaselines(DataConfig config, Corpus corpus) {
    this.config = config;
    this.corpus = corpus;
    this.baselines =
        new Baselines(
            joined(corpus.train()),
            corpus.vocabulary().size(),
            config.tokens() == Tokens.CHARACTER ? CHARACTERS : WORDS,
            predicted(config, corpus));
  }

  /** All tokens but {@code <bos>}, which is given. */
  private static IntPredicate predicted(DataConfig config, Corpus corpus) {
    if (config.unit() == Unit.TEXT) {
      return token -> true;
    }
    int begin = corpus.vocabulary().index(SpecialToken.BEGIN);
    return token -> token != begin;
  }

  /** Measures them on a held-out part; {@code xz} for unbroken text of characters alone. */
  public List<BaselineResult> of(Part heldOut) {
    List<BaselineResult> results = new ArrayList<>(baselines.measure(joined(heldOut)));
    if (config.tokens() == Tokens.CHARACTER && config.unit() == Unit.TEXT) {
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
  public Together together(LanguageModel model, double[] test) {
    KneserNey counts = baselines.kneserNey();
    int[] validation = joined(corpus.validation());
    Mixture both =
        Mixture.fitted(model.textMeasure().surprises(validation), counts.surprises(validation));
    double nats = both.nats(test, counts.surprises(joined(corpus.test())));
    return new Together(both.weight(), nats / Math.log(2));
  }

  /**
   * A network and an n-gram model, interpolated.
   *
   * @param networkWeight the share of the network, 0 to 1
   * @param bitsPerToken on the test part
   */
  public record Together(double networkWeight, double bitsPerToken) {}

  /** All sequences in one. */
  private static int[] joined(Part part) {
    return part.sequences().stream().flatMapToInt(IntStream::of).toArray();
  }

  /** A table with the network and all of them, the best marked; then who is better. */
  public static List<String> describe(
      List<BaselineResult> baselines, LanguageFigures network, String noun) {
    List<BaselineResult> all = new ArrayList<>();
    all.add(new BaselineResult("network", network.bits(), 0));
    all.addAll(baselines);
    double least = all.stream().mapToDouble(BaselineResult::bitsPerToken).min().orElseThrow();
    List<String> lines = new ArrayList<>();
    for (BaselineResult each : all) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %-20s %.4f bits per %s",
              each.bitsPerToken() == least ? "*" : " ",
              each.name(),
              each.bitsPerToken(),
              noun));
    }
    lines.add(verdict(baselines, network));
    return lines;
  }

  /** Whether the network is better than all of them. */
  public static String verdict(List<BaselineResult> baselines, LanguageFigures network) {
    List<String> better =
        baselines.stream()
            .filter(baseline -> baseline.bitsPerToken() <= network.bits())
            .map(BaselineResult::name)
            .toList();
    return better.isEmpty()
        ? "the network predicts better than each of them"
        : "the network does NOT predict better than " + String.join("; ", better);
  }
}
