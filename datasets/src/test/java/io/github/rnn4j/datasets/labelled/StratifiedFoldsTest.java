package io.github.rnn4j.datasets.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedFoldsTest {

  private static final int COUNT = 4;

  private static List<LabelledText> folded(List<List<LabelledText>> folds) {
    List<LabelledText> all = new ArrayList<>();
    folds.forEach(all::addAll);
    return all;
  }

  private static Set<String> groups(List<LabelledText> texts) {
    return texts.stream().map(LabelledText::group).collect(Collectors.toSet());
  }

  @Test
  void eachTextIsInOneSetAndTheSetsAreAlike() {
    List<LabelledText> texts =
        IntStream.range(0, 103)
            .mapToObj(i -> new LabelledText("text " + i, i % 5 == 0 ? 1 : 0, ""))
            .toList();

    List<List<LabelledText>> folds = StratifiedFolds.of(texts, COUNT, 7);

    assertThat(folded(folds)).containsExactlyInAnyOrderElementsOf(texts);
    for (List<LabelledText> fold : folds) {
      assertThat(fold).hasSizeBetween(25, 26);
      assertThat(fold.stream().filter(text -> text.label() == 1)).hasSizeBetween(5, 6);
    }
    assertThat(StratifiedFolds.of(texts, COUNT, 7)).isEqualTo(folds);
    assertThat(StratifiedFolds.of(texts, COUNT, 8)).isNotEqualTo(folds);
  }

  /** Groups of 1 to 20 texts of three classes, the last of which is a single group. */
  @Test
  void groupsStayTogetherAndNoClassIsHeldOutAsAWhole() {
    List<LabelledText> texts = new ArrayList<>();
    for (int group = 0; group < 41; group++) {
      for (int i = 0; i <= group % 20; i++) {
        int label = group == 40 ? 2 : group % 2;
        texts.add(new LabelledText(group + " " + i, label, "group " + group));
      }
    }

    List<List<LabelledText>> folds = StratifiedFolds.of(texts, COUNT, 1);

    assertThat(folded(folds))
        .containsExactlyInAnyOrderElementsOf(
            texts.stream().filter(text -> text.label() != 2).toList());
    Set<String> seen = new HashSet<>();
    for (List<LabelledText> fold : folds) {
      assertThat(fold).hasSizeBetween(90, 120);
      assertThat(groups(fold)).noneMatch(seen::contains);
      seen.addAll(groups(fold));
      assertThat(fold.stream().map(LabelledText::label).distinct()).containsExactlyInAnyOrder(0, 1);
    }
  }

  @Test
  void equalTextsAreInTheSameSet() {
    List<LabelledText> texts =
        IntStream.range(0, 40).mapToObj(i -> new LabelledText("text " + i % 20, 0, "")).toList();

    for (List<LabelledText> fold : StratifiedFolds.of(texts, COUNT, 1)) {
      assertThat(fold).hasSize(10);
      assertThat(new HashSet<>(fold)).hasSize(5);
    }
  }
}
