package io.github.rnn4j.datasets.text;

import java.net.URI;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A ship's log that this program generates from a small grammar, for training a character model
 * without a download. It is not real text: anyone who shows results on it must say that it is
 * synthetic.
 *
 * <p>It has structure that a recurrent network can learn but counts of short strings cannot:
 *
 * <ul>
 *   <li>a verb agrees with its subject in number, across any clauses and asides between them:
 *       {@code The lamps that the old cook near the door sees are bright.}
 *   <li>brackets match, {@code (…)}, {@code [...]} and <code>{...}</code>, nested up to three deep,
 *       and quoted speech is closed;
 *   <li>each entry is signed by the sailor who started it: {@code Ada writes: ... -- Ada}.
 * </ul>
 *
 * <p>The text consists of whole entries, one per paragraph, in ASCII. It depends only on the seed;
 * a longer text starts with the entries of a shorter one.
 *
 * @param characters the text ends with the first entry that reaches this length, 1 to 100,000,000
 * @param seed any number
 */
public record SyntheticText(int characters, long seed) implements TextSource {

  /** The length of the text that the programs train on if no text is named. */
  public static final int CHARACTERS = 150_000;

  /** The seed of that text. */
  public static final long SEED = 1;

  private static final int MOST = 100_000_000;

  /**
   * Checks the length.
   *
   * @param characters as for the record
   * @param seed as for the record
   * @throws IllegalArgumentException if the length is out of range
   */
  public SyntheticText {
    if (characters < 1 || characters > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "characters is %d; it must be from 1 to %d", characters, MOST));
    }
  }

  @Override
  public String name() {
    return "synthetic ship's log from a grammar, seed " + seed;
  }

  @Override
  public URI uri() {
    return URI.create("synthetic:text?characters=" + characters + "&seed=" + seed);
  }

  @Override
  public boolean synthetic() {
    return true;
  }

  @Override
  public String read() {
    LogWriter writer = new LogWriter(new SplittableRandom(seed));
    StringBuilder text = new StringBuilder();
    while (text.length() < characters) {
      text.append(writer.entry()).append("\n\n");
    }
    return text.toString();
  }
}
