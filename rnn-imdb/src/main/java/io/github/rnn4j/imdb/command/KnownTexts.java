package io.github.rnn4j.imdb.command;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Texts with the labels of a network, and those that it cannot have learned.
 *
 * @param texts the texts whose label the network knows
 * @param unknown the number of other texts, by label
 */
record KnownTexts(List<LabelledText> texts, Map<String, Long> unknown) {

  private static final int NAMED = 10;

  static KnownTexts of(List<LabelledText> texts, ImdbData data, TextClasses classes) {
    int[] labels = classes.labelsOf(data.classes().names());
    List<LabelledText> known = new ArrayList<>();
    Map<String, Long> unknown = new LinkedHashMap<>();
    for (LabelledText text : texts) {
      int label = labels[text.label()];
      if (label < 0) {
        unknown.merge(data.classes().name(text.label()), 1L, Long::sum);
      } else {
        known.add(new LabelledText(text.text(), label, text.group()));
      }
    }
    if (known.isEmpty()) {
      throw new DataException(
          "%s has no label that the network knows: its labels are %s, those of the network %s"
              .formatted(
                  data.name(),
                  ClassNames.listed(data.classes().names()),
                  ClassNames.listed(classes.names())));
    }
    return new KnownTexts(known, unknown);
  }

  /** Names unknown labels for the user. */
  static String described(Map<String, Long> unknown) {
    String names =
        unknown.entrySet().stream()
            .limit(NAMED)
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "'%s' (%,d)",
                        ClassNames.shown(each.getKey()),
                        each.getValue()))
            .collect(Collectors.joining(", "));
    long texts = unknown.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "Left out: %,d %s with %s that the network does not know: %s%s.",
        texts,
        texts == 1 ? "text" : "texts",
        unknown.size() == 1 ? "a label" : "labels",
        names,
        unknown.size() > NAMED ? ", ..." : "");
  }
}
