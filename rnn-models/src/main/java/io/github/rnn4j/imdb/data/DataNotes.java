package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.text.SpecialToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a user should know of data before training on it, in one sentence each. */
public final class DataNotes {

  /** How many classes a sentence names. */
  private static final int NAMED = 3;

  /** The ratio between the largest and the smallest class from which a note suggests weights. */
  private static final int IMBALANCE = 20;

  /** The share of all tokens that occur once, above which words are not told apart well. */
  private static final double MOSTLY_RARE = 0.8;

  private static final int ENOUGH_TOKENS = 50;

  private DataNotes() {}

  /**
   * Looks for what is unusual.
   *
   * @param data the encoded texts
   * @param balanced whether the classes are weighted in training
   * @return sentences for the user; none for data without peculiarities
   */
  public static List<String> of(EncodedData data, boolean balanced) {
    List<String> notes = new ArrayList<>();
    conflicts(data.source(), notes);
    classes(data.source(), balanced, notes);
    texts(data, notes);
    rareTokens(data, notes);
    return notes;
  }

  private static void conflicts(ImdbData data, List<String> notes) {
    int conflicts = conflicting(data.all());
    if (conflicts > 0) {
      notes.add(
          said(
              conflicts,
              "1 text occurs with more than one label",
              "%,d texts occur with more than one label"));
    }
  }

  /** Returns the number of different texts that occur with more than one label. */
  public static int conflicting(List<LabelledText> texts) {
    Map<String, Integer> labels = new HashMap<>();
    Set<String> conflicts = new HashSet<>();
    for (LabelledText text : texts) {
      Integer before = labels.putIfAbsent(text.text(), text.label());
      if (before != null && before != text.label()) {
        conflicts.add(text.text());
      }
    }
    return conflicts.size();
  }

  private static void classes(ImdbData data, boolean balanced, List<String> notes) {
    long[] counts = counts(data.all(), data.classes().size());
    List<String> absent = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      int wanted = label;
      boolean everywhere =
          List.of(data.train(), data.validation(), data.test()).stream()
              .allMatch(set -> set.stream().anyMatch(text -> text.label() == wanted));
      if (!everywhere) {
        absent.add(
            "'%s' (%s)"
                .formatted(
                    ClassNames.shown(data.classes().name(label)),
                    said(counts[label], "1 text", "%,d texts")));
      }
    }
    if (!absent.isEmpty()) {
      int more = absent.size() - NAMED;
      notes.add(
          "not in each of the three sets, because there are too few texts: "
              + String.join(", ", absent.subList(0, Math.min(NAMED, absent.size())))
              + (more > 0 ? " and " + said(more, "1 more class", "%,d more classes") : ""));
    }
    long most = IntStream.range(0, counts.length).mapToLong(k -> counts[k]).max().orElse(0);
    long least = IntStream.range(0, counts.length).mapToLong(k -> counts[k]).min().orElse(0);
    if (!balanced && least > 0 && most >= IMBALANCE * least) {
      notes.add(
          String.format(
              Locale.ROOT,
              "the largest class has %,d times as many texts as the smallest; --class-weights balanced makes rare classes count more",
              most / least));
    }
  }

  /** Returns the number of texts of each class. */
  public static long[] counts(List<LabelledText> texts, int classes) {
    long[] counts = new long[classes];
    texts.forEach(text -> counts[text.label()]++);
    return counts;
  }

  private static void texts(EncodedData data, List<String> notes) {
    if (data.counts().wordless() > 0) {
      notes.add(said(data.counts().wordless(), "1 text has no words", "%,d texts have no words"));
    }
    if (data.counts().cut() > 0) {
      notes.add(
          said(data.counts().cut(), "1 text is longer", "%,d texts are longer")
              + String.format(Locale.ROOT, " than %,d words and cut", data.counts().longest()));
    }
  }

  /** Warns if the tokenizer hardly ever finds the same token twice. */
  private static void rareTokens(EncodedData data, List<String> notes) {
    int[] occurrences = new int[data.vocabulary().size()];
    long all = 0;
    for (LabelledSequence text : data.train()) {
      for (int token : text.tokens()) {
        occurrences[token]++;
        all++;
      }
    }
    long rare = occurrences[data.vocabulary().index(SpecialToken.UNKNOWN)];
    for (int token = 0; token < occurrences.length; token++) {
      rare += occurrences[token] == 1 ? 1 : 0;
    }
    if (all >= ENOUGH_TOKENS && rare > MOSTLY_RARE * all) {
      notes.add(
          String.format(
              Locale.ROOT,
              "WARNING: almost no token occurs twice (%,d of %,d are rare), so there is little to learn from. Try --tokenizer text, or --tokenizer character",
              rare,
              all));
    }
  }

  private static String said(long number, String one, String several) {
    return number == 1 ? one : String.format(Locale.ROOT, several, number);
  }
}
