package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.metric.Quantiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileForecastsTest {

  /** Each forecast has its own median: 100 origin + 10 variable + steps ahead. */
  private static QuantileForecasts numbered(int variables, int steps, int... origins) {
    return new QuantileForecasts(
        origins,
        variables,
        steps,
        i -> (variable, ahead) -> around(100 * origins[i] + 10 * variable + ahead));
  }

  private static Quantiles around(double median) {
    return new Quantiles(median - 2, median - 1, median, median + 1, median + 2);
  }

  @Test
  void forecastIsFoundByOriginVariableAndStepsAhead() {
    QuantileForecasts forecasts = numbered(2, 3, 5, 7);

    assertThat(forecasts.origins()).isEqualTo(2);
    assertThat(forecasts.origin(1)).isEqualTo(7);
    assertThat(forecasts.variables()).isEqualTo(2);
    assertThat(forecasts.steps()).isEqualTo(3);
    assertThat(forecasts.at(0, 0, 1)).isEqualTo(around(501));
    assertThat(forecasts.at(1, 1, 3)).isEqualTo(around(713));
  }

  @Test
  void forecastsOfAVariableComeOriginAfterOrigin() {
    List<Quantiles> second = numbered(2, 3, 5, 7).ofVariable(1);

    assertThat(second)
        .extracting(Quantiles::median)
        .containsExactly(511.0, 512.0, 513.0, 711.0, 712.0, 713.0);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 0, 4", "0, 2, 1", "0, -1, 1", "2, 0, 1", "-1, 0, 1"})
  void forecastThatIsNotThereIsAnError(int origin, int variable, int ahead) {
    QuantileForecasts forecasts = numbered(2, 3, 5, 7);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> forecasts.at(origin, variable, ahead));
  }

  @Test
  void originsAreAskedForOnceAndInOrder() {
    List<Integer> asked = new ArrayList<>();

    new QuantileForecasts(
        new int[] {3, 4, 9},
        1,
        2,
        i -> {
          asked.add(i);
          return (variable, ahead) -> Quantiles.point(0);
        });

    assertThat(asked).containsExactly(0, 1, 2);
  }

  @Test
  void addedForecastsAddUpLevelByLevel() {
    QuantileForecasts sum = numbered(2, 3, 5, 7);

    sum.add(i -> (variable, ahead) -> new Quantiles(0, 10, 20, 30, 40));

    // 711, with its ends 709, 710, 712 and 713
    assertThat(sum.at(1, 1, 1)).isEqualTo(new Quantiles(709, 720, 731, 742, 753));
  }

  @Test
  void changedForecastsLeaveTheFirstOnesAsTheyWere() {
    QuantileForecasts forecasts = numbered(1, 2, 5);

    QuantileForecasts points = forecasts.map(q -> Quantiles.point(q.median()));

    assertThat(points.ofVariable(0)).containsExactly(Quantiles.point(501), Quantiles.point(502));
    assertThat(forecasts.at(0, 0, 1)).isEqualTo(around(501));
  }

  @Test
  void joinedPartsAreTheForecastsFromAllOrigins() {
    QuantileForecasts joined =
        QuantileForecasts.joined(List.of(numbered(2, 3, 5, 7), numbered(2, 3, 8)));

    assertThat(joined).usingRecursiveComparison().isEqualTo(numbered(2, 3, 5, 7, 8));
  }

  @Test
  void partsOfDifferentShapeOrWithEarlierOriginsAreNotJoined() {
    QuantileForecasts first = numbered(2, 3, 5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantileForecasts.joined(List.of(first, numbered(3, 2, 6))))
        .withMessageContaining(
            "one part has 2 variables and 3 steps ahead, another has 3 variables and 2 steps ahead");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantileForecasts.joined(List.of(first, numbered(2, 3, 5))))
        .withMessageContaining("origin 5 follows 5");
  }

  @Test
  void nothingToForecastIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(1, 1))
        .withMessageContaining("0 origins, 1 variables and 1 steps ahead");
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(1, 0, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(0, 1, 5));
  }
}
