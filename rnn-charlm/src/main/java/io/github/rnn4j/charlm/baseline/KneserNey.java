package io.github.rnn4j.charlm.baseline;

import java.util.Arrays;

/**
 * The n-gram model with interpolated, modified Kneser-Ney smoothing, the best of the models that
 * count n-grams.
 *
 * <p>{@code P_n(w | h) = max(a(h w) - D(a(h w)), 0) / A(h) + g(h) P_(n-1)(w | h')}, where {@code
 * h'} is the context {@code h} without its first token, {@code A(h)} the sum of {@code a(h w)} over
 * {@code w}, and {@code g(h)} the share that was discounted, which makes the probabilities sum to
 * 1. For the highest order, {@code a} is the number of times that the n-gram occurs; for all other
 * orders, it is the number of different tokens that precede it. Below order 1 is the uniform
 * distribution over the vocabulary, which gives tokens that were never seen a small probability
 * instead of zero. If the discounts cannot be estimated from the data, they are 0.5, 1 and 1.5.
 *
 * <p>Source: S. F. Chen, J. Goodman (1998), <cite>An Empirical Study of Smoothing Techniques for
 * Language Modeling</cite>, Harvard University, TR-10-98, <a
 * href="https://dash.harvard.edu/handle/1/25104739">dash.harvard.edu/handle/1/25104739</a>, section
 * 3.
 *
 * <pre>{@code
 * KneserNey model = new KneserNey(training, vocabularySize, 6);
 * double bits = model.bitsPerToken(heldOut);
 * new KneserNey(training, vocabularySize, 10); // IllegalArgumentException: order is 10
 * }</pre>
 *
 * <p>A novel of 1.1 million characters takes about 200 MB with order 9. The model is immutable and
 * thread-safe.
 */
public final class KneserNey {

  /** The highest order. */
  public static final int MAX_ORDER = 9;

  private final int vocabularySize;
  private final int order;
  private final NgramTrie trie;

  /** For each node, how often the sequence occurs, or in how many contexts: {@code a} above. */
  private int[] counts;

  /** For each node as a context, {@code A} and the total that is discounted from it. */
  private int[] totals;

  private double[] discounted;
  private final Discounts[] discounts;

  /**
   * Trains the model on a text.
   *
   * @param tokens the training text, indices from 0 to {@code vocabularySize - 1}
   * @param vocabularySize V, 1 or more
   * @param order n, the length of the longest n-grams, 1 to {@value #MAX_ORDER}: the context and
   *     the token after it
   * @throws IllegalArgumentException if a number is out of range or there are no tokens
   */
  public KneserNey(int[] tokens, int vocabularySize, int order) {
    if (order < 1 || order > MAX_ORDER) {
      throw new IllegalArgumentException(
          "order is %d; it must be from 1 to %d".formatted(order, MAX_ORDER));
    }
    if (tokens.length == 0) {
      throw new IllegalArgumentException("There are no tokens to count; use a longer text");
    }
    requireTokens(tokens, vocabularySize);
    this.vocabularySize = vocabularySize;
    this.order = order;
    trie = new NgramTrie(vocabularySize);
    counts = new int[1 << 10];
    count(tokens);
    counts = Arrays.copyOf(counts, trie.size());
    totals = new int[trie.size()];
    discounted = new double[trie.size()];
    discounts = discountContexts();
  }

  private static void requireTokens(int[] tokens, int vocabularySize) {
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= vocabularySize) {
        throw new IllegalArgumentException(
            "Token %d has index %d; the vocabulary has indices 0 to %d"
                .formatted(i, tokens[i], vocabularySize - 1));
      }
    }
  }

  /** Walks through the text with all n-grams that end at the current token. */
  private void count(int[] tokens) {
    int[] endingHere = start();
    for (int token : tokens) {
      boolean seen = true;
      for (int n = order; n >= 1; n--) {
        int context = endingHere[n - 1]; // of n - 1 tokens, before this one
        if (context == NgramTrie.NONE) {
          continue; // the text is not n tokens long yet
        }
        int before = trie.size();
        int node = trie.childOrNew(context, token);
        growTo(trie.size());
        // The highest order counts occurrences; a shorter n-gram counts the longer ones it ends.
        if (n == order || !seen) {
          counts[node]++;
        }
        seen = trie.size() == before;
        endingHere[n] = node;
      }
    }
  }

  /** Returns the n-grams that end before the first token: only the empty one. */
  private int[] start() {
    int[] endingHere = new int[order + 1];
    Arrays.fill(endingHere, NgramTrie.NONE);
    endingHere[0] = NgramTrie.ROOT;
    return endingHere;
  }

  private void growTo(int size) {
    if (size > counts.length) {
      counts = Arrays.copyOf(counts, Math.multiplyExact(counts.length, 2));
    }
  }

  /** Sums the counts of each context and the discounts from them. */
  private Discounts[] discountContexts() {
    byte[] lengths = new byte[trie.size()];
    long[][] countsOfCounts = new long[order + 1][5];
    for (int node = 1; node < trie.size(); node++) { // parents have lower numbers
      lengths[node] = (byte) (lengths[trie.parent(node)] + 1);
      countsOfCounts[lengths[node]][Math.min(counts[node], 4)] += counts[node] <= 4 ? 1 : 0;
    }
    Discounts[] byOrder = new Discounts[order + 1];
    for (int n = 1; n <= order; n++) {
      byOrder[n] = Discounts.of(countsOfCounts[n]);
    }
    for (int node = 1; node < trie.size(); node++) {
      int context = trie.parent(node);
      totals[context] += counts[node];
      discounted[context] += byOrder[lengths[node]].of(counts[node]);
    }
    return byOrder;
  }

  /**
   * Returns the probability of a token after a context.
   *
   * @param context the tokens before it, possibly none; only the last {@code n - 1} matter
   * @param token the token
   * @return the probability, above 0; the sum over all tokens is 1
   * @throws IllegalArgumentException if an index is not in the vocabulary
   */
  public double probability(int[] context, int token) {
    requireTokens(context, vocabularySize);
    requireTokens(new int[] {token}, vocabularySize);
    int[] endingHere = start();
    for (int each : context) {
      advance(endingHere, each);
    }
    return following(endingHere, token);
  }

  private double following(int[] endingHere, int token) {
    double probability = 1.0 / vocabularySize;
    for (int n = 1; n <= order; n++) {
      int context = endingHere[n - 1];
      if (context == NgramTrie.NONE || totals[context] == 0) {
        continue; // never seen with anything after it
      }
      int node = trie.child(context, token);
      int count = node == NgramTrie.NONE ? 0 : counts[node];
      double own = count - discounts[n].of(count);
      probability = (own + discounted[context] * probability) / totals[context];
    }
    return probability;
  }

  private void advance(int[] endingHere, int token) {
    for (int n = order; n >= 1; n--) {
      endingHere[n] = trie.child(endingHere[n - 1], token);
    }
  }

  /**
   * Measures how well the model predicts a text: the mean of {@code -log2 P} over all its tokens
   * except the first, which serves only as context. The networks are measured in the same way.
   *
   * @param heldOut text that the model was not trained on, two tokens or more
   * @return bits per token, above 0
   * @throws IllegalArgumentException if there are fewer than two tokens or an index is not in the
   *     vocabulary
   */
  public double bitsPerToken(int[] heldOut) {
    return Arrays.stream(surprises(heldOut)).average().orElseThrow() / Math.log(2);
  }

  /**
   * Returns the surprise {@code -ln P} of each token of a text except the first, which serves only
   * as context.
   *
   * @param heldOut text that the model was not trained on, two tokens or more
   * @return [T - 1] in nats, each above 0
   * @throws IllegalArgumentException if there are fewer than two tokens or an index is not in the
   *     vocabulary
   */
  public double[] surprises(int[] heldOut) {
    if (heldOut.length < 2) {
      throw new IllegalArgumentException(
          "There are %d tokens; there must be at least two, one to read and one to predict"
              .formatted(heldOut.length));
    }
    requireTokens(heldOut, vocabularySize);
    int[] endingHere = start();
    advance(endingHere, heldOut[0]);
    double[] nats = new double[heldOut.length - 1];
    for (int i = 1; i < heldOut.length; i++) {
      nats[i - 1] = -Math.log(following(endingHere, heldOut[i]));
      advance(endingHere, heldOut[i]);
    }
    return nats;
  }
}
