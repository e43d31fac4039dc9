package io.github.rnn4j.datasets.reviews;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes one synthetic review: sentences up to a length, the verdict, and perhaps a few more
 * sentences.
 */
final class SyntheticReviewWriter {

  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  /** The standard deviation of the logarithm of the length. */
  private static final double SPREAD = 0.75;

  private final SyntheticReviewConfig config;
  private final SplittableRandom random;

  SyntheticReviewWriter(SyntheticReviewConfig config, SplittableRandom random) {
    this.config = config;
    this.random = random;
  }

  /** Returns the text of a review in which the writer's last opinion agrees with {@code label}. */
  String write(int label) {
    List<String> ending = ending(label);
    List<String> review = new ArrayList<>();
    int spoken = words(ending);
    for (int length = length(); ; ) {
      String sentence = bodySentence(label);
      boolean fits = spoken + words(sentence) <= length;
      if (!fits && spoken >= config.minWords()) {
        break;
      }
      review.add(sentence);
      spoken += words(sentence);
    }
    review.addAll(ending);
    return String.join(" ", review);
  }

  private List<String> ending(int label) {
    List<String> ending = new ArrayList<>();
    ending.add(sentence(SyntheticGrammar.VERDICTS, label));
    while (random.nextDouble() < config.tail() && words(ending) < config.maxWords() / 3) {
      double draw = random.nextDouble() * (config.filler() + config.attributed());
      boolean filler = draw < config.filler() || config.attributed() == 0;
      ending.add(sentence(filler ? SyntheticGrammar.FILLERS : SyntheticGrammar.ATTRIBUTED, label));
    }
    return ending;
  }

  /**
   * Draws a log-normal length. Uses StrictMath and the formula of G. E. P. Box, M. E. Muller
   * (1958), "A Note on the Generation of Random Normal Deviates", because {@code nextGaussian} may
   * change between releases of Java, which would change every corpus.
   */
  private int length() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    double length = config.medianWords() * StrictMath.exp(SPREAD * normal);
    return (int) Math.max(config.minWords(), Math.min(config.maxWords(), Math.round(length)));
  }

  private String bodySentence(int label) {
    double draw =
        random.nextDouble()
            * (config.filler() + config.attributed() + config.opinion() + config.contrast());
    if (draw < config.filler()) {
      return sentence(SyntheticGrammar.FILLERS, label);
    }
    if (draw < config.filler() + config.attributed()) {
      return sentence(SyntheticGrammar.ATTRIBUTED, label);
    }
    boolean single = draw < config.filler() + config.attributed() + config.opinion();
    int held = random.nextDouble() < config.agreement() ? label : 1 - label;
    return sentence(single ? SyntheticGrammar.OPINIONS : SyntheticGrammar.CONTRASTS, held);
  }

  private String sentence(List<String> templates, int label) {
    Matcher slot = SLOT.matcher(pick(templates));
    Set<String> used = new HashSet<>();
    StringBuilder text = new StringBuilder();
    while (slot.find()) {
      String filling;
      do {
        filling = fill(slot.group(1), label);
      } while (!used.add(filling)); // no word twice in a sentence
      slot.appendReplacement(text, filling);
    }
    return slot.appendTail(text).toString();
  }

  private String fill(String slot, int label) {
    return switch (slot) {
      case "verdict" -> opinion(label);
      case "opposite" -> opinion(1 - label);
      case "any" -> opinion(random.nextInt(2));
      default -> {
        String key = slot.toLowerCase(Locale.ROOT);
        String word = pick(SyntheticGrammar.WORDS.get(key));
        yield key.equals(slot) ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
      }
    };
  }

  private String opinion(int label) {
    boolean negated = random.nextDouble() < config.negation();
    boolean praise = (label == Polarity.POSITIVE) != negated;
    String before = pick(negated ? SyntheticGrammar.NEGATORS : SyntheticGrammar.INTENSIFIERS);
    String word = pick(praise ? SyntheticGrammar.PRAISE : SyntheticGrammar.BLAME);
    return before.isEmpty() ? word : before + " " + word;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static int words(List<String> sentences) {
    return sentences.stream().mapToInt(SyntheticReviewWriter::words).sum();
  }

  private static int words(String sentence) {
    return (int) sentence.chars().filter(c -> c == ' ').count() + 1;
  }
}
