package io.github.rnn4j.datasets.reviews;

import java.net.URI;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Film reviews that this program makes up from a small grammar, to train on without any download.
 * They are no opinions of anybody: whoever shows results on them says that they are synthetic.
 *
 * <p>Each review mixes sentences without an opinion, opinions of the writer ("I thought the plot
 * was far from dull."), contrasts ("It starts charming and it ends silly.") and opinions of others
 * ("My brother called it boring."). One rule gives the label: <b>the writer's last own opinion
 * decides; what others think does not count; a negator (not, never, hardly, far from, anything but)
 * turns the opinion word right after it around.</b> So the label follows from the text without a
 * doubt, but from the order of its words: the same words are found in reviews of both classes.
 *
 * <p>With {@link SyntheticReviewConfig#standard}, logistic regression on word counts reaches an
 * accuracy of 0.70 on 2,000 reviews it has not seen, when trained on 1,200. A review has 53 words
 * on average, 10 to 300.
 *
 * <p>Review {@code i} depends on the seed and {@code i} alone, so a longer corpus begins with the
 * shorter one. Negative and positive reviews alternate.
 */
public final class SyntheticReviews implements ReviewSource {

  private static final long serialVersionUID = 1L;

  private final SyntheticReviewConfig config;

  /**
   * A corpus; nothing is made before it is read.
   *
   * @param config how many reviews, and how hard
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
  public Stream<Review> stream() {
    long[] seeds = new SplittableRandom(config.seed()).longs(config.count()).toArray();
    return IntStream.range(0, seeds.length).mapToObj(i -> review(i % 2, seeds[i]));
  }

  private Review review(int label, long seed) {
    return new Review(
        new SyntheticReviewWriter(config, new SplittableRandom(seed)).write(label), label);
  }
}
