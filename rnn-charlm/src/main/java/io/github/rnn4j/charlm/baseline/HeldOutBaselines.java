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

/** The baselines of a run, trained on its training set and measured on a held-out set. */
public final class HeldOutBaselines {
  /**
   * Order of the Kneser-Ney model for characters. A higher order gains nothing; words need less.
   */
  private static final int CHARACTERS = 9;

  private static final int WORDS = 5;

  private final DataConfig config;
  private final Corpus corpus;
  private final Baselines baselines;

  /** Creates baselines that are trained on the training set when they are first used. */
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

  /** Accepts all tokens except {@code <bos>}, which is only read, never predicted. */
  private static IntPredicate predicted(DataConfig config, Corpus corpus) {
    if (config.unit() == Unit.TEXT) {
      return token -> true;
    }
    int begin = corpus.vocabulary().index(SpecialToken.BEGIN);
    return token -> token != begin;
  }

  /** Measures the baselines on a held-out set; {@code xz} only for unbroken text of characters. */
  public List<BaselineResult> of(Part heldOut) {
    List<BaselineResult> results = new ArrayList<>(baselines.measure(joined(heldOut)));
    if (config.tokens() == Tokens.CHARACTER && config.unit() == Unit.TEXT) {
      results.add(Baselines.xz(corpus.train().text(), heldOut.text()));
    }
    return results;
  }

  /**
   * Measures the network and the Kneser-Ney model combined, on the test set of an unbroken text.
   * Their weights are fitted on the validation set.
   *
   * @param test surprises of the network on the test set
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
   * @param networkWeight weight of the network, 0 to 1
   * @param bitsPerToken result on the test set
   */
  public record Together(double networkWeight, double bitsPerToken) {}

  /** Joins all sequences. */
  private static int[] joined(Part part) {
    return part.sequences().stream().flatMapToInt(IntStream::of).toArray();
  }

  /**
   * Formats a table of the network and all baselines, with the best one marked, and the verdict.
   */
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

  /** Says whether the network is better than every baseline. */
  public static String verdict(List<BaselineResult> baselines, LanguageFigures network) {
    List<String> better =
        baselines.stream()
            .filter(baseline -> baseline.bitsPerToken() <= network.bits())
            .map(baseline -> baseline.name().replace(", order", " of order"))
            .toList();
    return better.isEmpty()
        ? "The network predicts better than every baseline"
        : "The network does NOT predict better than " + String.join(" or ", better);
  }
}
