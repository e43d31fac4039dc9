package io.github.rnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {

  private static List<Map<String, String>> of(Integer trials, long seed, String... tried) {
    return Sampling.of(Stream.of(tried).map(TriedOption::parse).toList(), trials, seed);
  }

  @Test
  void listsAreCombined() {
    assertThat(of(null, 1, "hidden=32,64", "cell=lstm,gru,elman"))
        .containsExactly(
            Map.of("--hidden", "32", "--cell", "lstm"),
            Map.of("--hidden", "32", "--cell", "gru"),
            Map.of("--hidden", "32", "--cell", "elman"),
            Map.of("--hidden", "64", "--cell", "lstm"),
            Map.of("--hidden", "64", "--cell", "gru"),
            Map.of("--hidden", "64", "--cell", "elman"));
  }

  @Test
  void fewerTrialsThanCombinationsAreARandomSampleWithoutRepetition() {
    List<Map<String, String>> sample = of(4, 1, "hidden=32,64", "cell=lstm,gru,elman");

    assertThat(sample).hasSize(4).doesNotHaveDuplicates();
    assertThat(of(4, 1, "hidden=32,64", "cell=lstm,gru,elman")).isEqualTo(sample);
    assertThat(
            IntStream.range(2, 20)
                .mapToObj(seed -> of(4, seed, "hidden=32,64", "cell=lstm,gru,elman")))
        .anyMatch(other -> !other.equals(sample));
  }

  @Test
  void rangesAreTenRandomValuesWithinTheirEnds() {
    List<Map<String, String>> sample =
        of(null, 1, "hidden=8..16", "dropout=0.1..0.5", "learning-rate=log:0.0005..0.01");

    assertThat(sample).hasSize(10).doesNotHaveDuplicates();
    assertThat(sample)
        .allSatisfy(
            values -> {
              assertThat(Integer.parseInt(values.get("--hidden"))).isBetween(8, 16);
              assertThat(Double.parseDouble(values.get("--dropout"))).isBetween(0.1, 0.5);
              assertThat(Double.parseDouble(values.get("--learning-rate"))).isBetween(5e-4, 1e-2);
            });
    assertThat(of(null, 1, "hidden=8..16", "dropout=0.1..0.5", "learning-rate=log:0.0005..0.01"))
        .isEqualTo(sample);
  }

  /** Half of the values are below the geometric mean, 0.01, which is 1 % of the way up. */
  @Test
  void ordersOfMagnitudeAreEquallyLikelyInALogarithmicRange() {
    List<Map<String, String>> sample = of(400, 1, "l2=log:0.0001..1");

    assertThat(sample.stream().filter(values -> Double.parseDouble(values.get("--l2")) < 0.01))
        .hasSizeBetween(160, 240);
  }

  @Test
  void bothEndsOfARangeOfIntegersAreTried() {
    assertThat(of(50, 1, "layers=1..3"))
        .containsExactlyInAnyOrder(
            Map.of("--layers", "1"), Map.of("--layers", "2"), Map.of("--layers", "3"));
    assertThat(of(50, 1, "layers=log:1..3")).hasSize(3);
  }

  @Test
  void soManyCombinationsAreRefusedUnlessASampleIsAskedFor() {
    String values =
        "=" + String.join(",", IntStream.range(1, 40).mapToObj(String::valueOf).toList());
    String[] lists = {"hidden" + values, "embedding" + values, "dense" + values, "epochs" + values};

    assertThatThrownBy(() -> of(null, 1, lists))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 1000 combinations; add --trials");
    assertThat(of(5, 1, lists)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden | is not NAME=VALUES",
        "=3 | is not NAME=VALUES",
        "hidden= | has an empty value",
        "hidden=3, | has an empty value",
        "hidden=3,,4 | has an empty value",
        "hidden=3,4,3 | has a value twice",
        "hidden=4..3 | is a range from the larger to the smaller value; write 3..4",
        "hidden=4.. | is a range, but '' is not a number",
        "hidden=NaN..3 | is a range, but 'NaN' is not a number",
        "hidden=1..1e400 | is a range, but '1e400' is not a number",
        "l2=log:0..1 | has no logarithm of 0",
        "l2=log:-1..1 | has no logarithm of -1"
      })
  void whatIsNoListAndNoRangeIsNamed(String typed, String problem) {
    assertThatThrownBy(() -> TriedOption.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--try '" + typed + "' " + problem);
  }

  @Test
  void namesMayBeTypedLikeOptions() {
    assertThat(TriedOption.parse("--hidden=3")).isEqualTo(TriedOption.parse("hidden=3"));
  }
}
