package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Film reviews that this program generates from a small grammar, for training without a download.
 * They are not real opinions: anyone who shows results on them must say that they are synthetic.
 *
 * <p>Each review mixes sentences without an opinion, opinions of the writer ("I thought the plot
 * was far from dull."), contrasts ("It starts charming and it ends silly.") and opinions of other
 * people ("My brother called it boring."). One rule gives the label: <b>the writer's last opinion
 * decides; what other people think does not count; a negator (not, never, hardly, far from,
 * anything but) reverses the opinion word right after it.</b> The text always determines the label,
 * but through the order of its words: reviews of both classes use the same words.
 *
 * <p>With {@link SyntheticReviewConfig#standard}, logistic regression on word counts, trained on
 * 1,200 reviews, reaches an accuracy of 0.70 on 2,000 unseen reviews. A review has 53 words on
 * average, 10 to 300.
 *
 * <p>Review {@code i} depends only on the seed and {@code i}, so a longer corpus starts with the
 * shorter one. Negative and positive reviews alternate.
 */
public final class SyntheticReviews implements LabelledTextSource {

  private static final long serialVersionUID = 1L;

  private final SyntheticReviewConfig config;

  /**
   * Creates a corpus; reviews are generated only when they are read.
   *
   * @param config the number of reviews, and how hard they are
   */
  public SyntheticReviews(SyntheticReviewConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public String name() {
    return "synthetic reviews from a grammar, seed " + config.seed();
  }

  @Override
  public URI uri() {
    return URI.create("synthetic:reviews?count=" + config.count() + "&seed=" + config.seed());
  }

  @Override
  public boolean synthetic() {
    return true;
  }

  @Override
  public List<String> classes() {
    return Polarity.NAMES;
  }

  @Override
  public Stream<LabelledText> stream() {
    long[] seeds = new SplittableRandom(config.seed()).longs(config.count()).toArray();
    return IntStream.range(0, seeds.length).mapToObj(i -> review(i % 2, seeds[i]));
  }

  private LabelledText review(int label, long seed) {
    return new LabelledText(
        new SyntheticReviewWriter(config, new SplittableRandom(seed)).write(label), label);
  }
}
